"""What the indicators must be on data/*.csv: `python3 expected.py > expected.json`. Standard library only."""
import csv, hashlib, json, math
from math import exp, lgamma, log, sqrt

Z = 1.959963984540054
FROM, TO = "2026-01-01", "2026-06-30"


def rows(name, skip="#"):
    with open(f"data/{name}.csv", encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith(skip)))


def number(text):
    return float(text) if text not in ("", None) else None


def t_critical(df):
    """Bisection on Simpson's rule of the density of Student's t."""
    scale = exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(df * math.pi)
    density = lambda x: scale * (1 + x * x / df) ** (-(df + 1) / 2)

    def upto(t, n=20000):
        step = t / n
        inner = sum((4 if i % 2 else 2) * density(i * step) for i in range(1, n))
        return 0.5 + step / 3 * (density(0) + density(t) + inner)

    low, high = 1.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if upto(middle) < 0.975 else (low, middle)
    return low


def wilson(k, n, factor=100):
    p, s = k / n, 1 + Z * Z / n
    centre, half = (p + Z * Z / (2 * n)) / s, Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / s
    return dict(value=factor * p, n=n, low=factor * (centre - half), high=factor * (centre + half))


def ratio(pairs, factor=100, complement=False):
    """Pairs (below, above) the line."""
    n, x, y = len(pairs), sum(p[0] for p in pairs), sum(p[1] for p in pairs)
    r = y / x
    half = t_critical(n - 1) * sqrt(n / (n - 1) * sum((b - r * a) ** 2 for a, b in pairs)) / x
    if complement:
        r = 1 - r
    return dict(value=factor * r, n=n, low=factor * (r - half), high=factor * (r + half))


def mean(values):
    n, m = len(values), sum(values) / len(values)
    half = t_critical(n - 1) * sqrt(sum((v - m) ** 2 for v in values) / (n - 1) / n)
    return dict(value=m, n=n, low=m - half, high=m + half)


def ranks(n, p):
    """The ranks of the order-statistic interval, by exact binomial sums."""
    def lower(p):
        total, rank = 0.0, None
        for k in range(n):
            total += math.comb(n, k) * p**k * (1 - p) ** (n - k)
            if total > 0.025:
                return rank
            rank = k + 1
    return lower(p), n + 1 - lower(1 - p)


def quantile(values, p):
    values = sorted(values)
    n, at = len(values), (len(values) - 1) * p
    below = values[int(at)]
    above = values[min(int(at) + 1, n - 1)]
    low, high = ranks(n, p)
    return dict(value=below + (at - int(at)) * (above - below), n=n, low=values[low - 1], high=values[high - 1])


def net(scores):
    n = len(scores)
    plus, minus = sum(s >= 9 for s in scores), sum(s <= 6 for s in scores)
    m, p, d = n + 3, (plus + 0.75) / (n + 3), (minus + 0.75) / (n + 3)
    half = Z * sqrt((p + d - (p - d) ** 2) / m)
    return dict(value=100 * (plus - minus) / n, n=n, low=100 * (p - d - half), high=100 * (p - d + half))


def growth(before, after):
    q = sum(after) / sum(before)
    spread = exp(Z * sqrt(sum(v * v for v in before) / sum(before) ** 2 + sum(v * v for v in after) / sum(after) ** 2))
    return dict(value=100 * (q - 1), n=len(before) + len(after), low=100 * (q / spread - 1), high=100 * (q * spread - 1))


def newcombe(k1, n1, k2, n2):
    a, b = wilson(k1, n1, 1), wilson(k2, n2, 1)
    d = b["value"] - a["value"]
    low = d - sqrt((b["value"] - b["low"]) ** 2 + (a["high"] - a["value"]) ** 2)
    high = d + sqrt((b["high"] - b["value"]) ** 2 + (a["value"] - a["low"]) ** 2)
    return dict(value=100 * d, n=n1 + n2, low=100 * low, high=100 * high)


E = {}
E["employee-nps"] = net([int(r["note"]) for r in rows("staff")])
E["nps"] = net([int(r["note"]) for r in rows("buyers")])
seen = [r["vu_sur_le_site"] for r in rows("buyers") if r["vu_sur_le_site"]]
E["ropo-declared"] = wilson(seen.count("oui"), len(seen))

customers = rows("customers")
base = [r for r in customers if r["debut"] < FROM and not (r["fin"] and r["fin"] < FROM)]
left = [r for r in base if r["fin"] and FROM <= r["fin"] <= TO]
E["retention"] = wilson(len(base) - len(left), len(base))
E["churn"] = wilson(len(left), len(base))
paying = [(float(r["mensuel_janvier"]), number(r["mensuel_juin"]) or 0.0) for r in customers if r["mensuel_janvier"]]
E["revenue-retention"] = ratio([(s, min(s, e)) for s, e in paying])
E["revenue-retention"]["beside"] = {"net": 100 * sum(e for _, e in paying) / sum(s for s, _ in paying)}
buyers = [r for r in customers if r["achat_magasin"] == "oui"]
known = [r for r in buyers if r["visite_site"]]
came = [r for r in known if r["visite_site"] == "oui" and int(r["delai_jours"]) <= 30]
E["ropo"] = wilson(len(came), len(known))
sales = lambda those: sum(float(r["ca_magasin"]) for r in those)
E["ropo"]["beside"] = {"identification": 100 * len(known) / len(buyers), "sales": 100 * sales(came) / sales(known)}

# Value of a customer: customers shared out among 64 groups by the first six bits of the SHA-256 of their key, of which
# each is left out once.
groups = {}
for r in customers:
    if r["debut"] and r["debut"] >= FROM or r["fin"] and r["fin"] < FROM:
        continue
    group = groups.setdefault(hashlib.sha256(r["client"].encode()).digest()[0] // 4, [0.0, 0, 0, 0])
    margin, kept = number(r["mensuel_janvier"]), not (r["fin"] and FROM <= r["fin"] <= TO)
    group[0] += margin or 0.0
    group[1] += margin is not None
    group[2] += kept
    group[3] += 1
together = lambda those: [sum(column) for column in zip(*those)]


def lifetime(sums):
    m, r = sums[0] / sums[1], sums[2] / sums[3]
    return m * r / (1 + 0.1 - r)


whole = lifetime(together(groups.values()))
without = [lifetime(together(other for key, other in groups.items() if key != left)) for left in groups]
G = len(groups)
half = t_critical(G - 1) * sqrt((G - 1) / G * sum((one - whole) ** 2 for one in without))
E["lifetime-value"] = dict(value=whole, n=together(groups.values())[3], low=whole - half, high=whole + half)

purchases = [(r["jour"], float(r["montant"])) for r in rows("purchases")]
E["average-basket"] = mean([m for _, m in purchases if m > 0])
E["growth"] = growth([m for d, m in purchases if d < "2026-04-01"], [m for d, m in purchases if d >= "2026-04-01"])

bought = {}
for r in rows("purchases"):
    bought[r["client"]] = bought.get(r["client"], 0) + 1
E["loyalty-rate"] = wilson(sum(n >= 2 for n in bought.values()), len(bought))
reached = {}
for r in rows("events"):
    reached.setdefault(r["visiteur"], set()).add(r["etape"])
E["conversion"] = wilson(sum("purchase" in steps for steps in reached.values()), len(reached))
E["acquisition"] = wilson(sum("account" in steps for steps in reached.values()), len(reached))

campaigns = []
for r in rows("campaigns"):
    margin = number(r["marge"]) if r["marge"] else float(r["ca"]) * float(r["taux_marge"])
    campaigns.append((float(r["cout"]), margin - float(r["cout"]), float(r["ca"])))
E["campaign-return"] = ratio([c[:2] for c in campaigns])
E["campaign-return"]["beside"] = {"return-on-ad-spend": sum(c[2] for c in campaigns) / sum(c[0] for c in campaigns)}

traffic = [r for r in rows("traffic") if r["Date"]]
column = lambda name: [float(r[name]) for r in traffic]
sessions = column("Sessions")
direct = [s if r["Session source"] == "(direct)" else 0.0 for s, r in zip(sessions, traffic)]
E["direct-traffic"] = ratio(list(zip(sessions, direct)))
tagged = sum(s for s, r in zip(sessions, traffic) if r["Session source"] == "lettre")
E["direct-traffic"]["beside"] = {"tagging-coverage": 100 * tagged / sum(sessions)}
E["time-on-site"] = ratio([(s, s * d) for s, d in zip(sessions, column("Average engagement time per session"))], 1)
E["bounce-rate"] = ratio([(s, s - e) for s, e in zip(sessions, column("Engaged sessions"))])
E["cart-abandonment"] = ratio(list(zip(column("Carts"), column("Purchases"))), complement=True)
E["checkout-abandonment"] = ratio(list(zip(column("Checkouts"), column("Purchases"))), complement=True)

requests = rows("requests")
E["first-contact-resolution"] = wilson(
    sum(r["contacts"] == "1" and r["resolue"] == "oui" for r in requests), len(requests))
classified = [r["reclamation"] for r in requests if r["reclamation"]]
E["complaint-rate"] = wilson(classified.count("oui"), len(classified))
E["response-time"] = quantile([float(r["heures_reponse"]) for r in requests], 0.5)
E["response-time"]["beside"] = {"nine-in-ten": quantile([float(r["heures_reponse"]) for r in requests], 0.9)["value"]}

letters = [(float(r["delivres"]), float(r["ouverts"]), float(r["cliques"])) for r in rows("newsletters")]
E["open-rate"] = ratio([l[:2] for l in letters])
E["open-rate"]["beside"] = {"click-rate": 100 * sum(l[2] for l in letters) / sum(l[0] for l in letters)}
asked = rows("invitations")
E["response-rate"] = wilson(sum(int(r["reponses"]) for r in asked), sum(int(r["invites"]) for r in asked))
variants = {}
for r in rows("experiment"):
    k, n = variants.get(r["version"], (0, 0))
    variants[r["version"]] = (k + int(r["commandes"]), n + int(r["personnes"]))
E["ab-test"] = newcombe(*variants["actuelle"], *variants["nouvelle"])

print(json.dumps(E, indent=1, sort_keys=True))
