# Les phrases que les pages et les graphiques composent. Mêmes clés que en.ftl (un test le vérifie).

# Nombres et ce qui les suit
word-points = { $n ->
    [one] point
   *[other] points
}
word-places = { $n ->
    [one] endroit
   *[other] endroits
}
out-of = / { $highest }
data-as-of = données au { $day }
waves = { $n } vagues
notes = { $n ->
    [one] { $n } entretien ou observation
   *[other] { $n } entretiens et observations
}
target-is = objectif { $value }
since = Depuis « { $period } »
beyond-margin = évolution nette, au-delà de la marge d'erreur
within-margin = évolution non concluante, dans la marge d'erreur
website-rule = Site web : { $rule }
criteria-met-everywhere = critères conformes partout
share-checked = établi sur { $share } du poids des critères
everyone = Ensemble
name-for = { $name }, { $persona }
value-with-answers = { $value } ({ $n })
n-then-n = { $before } puis { $after }
n-then-n-both = { $before } puis { $after }, dont { $both } les deux fois

# Synthèse : ce que nous ne savons pas
unknown-hypotheses = { $n ->
    [one] Un point de contact n'est pas mesuré ({ $names }) : la courbe y est une hypothèse de l'équipe, en pointillé.
   *[other] { $n } points de contact ne sont pas mesurés ({ $names }) : la courbe y est une hypothèse de l'équipe, en pointillé.
}
unknown-withheld = { $n ->
    [one] Un résultat n'est pas diffusé (effectif insuffisant) : il repose sur moins de { $minimum } personnes ou sur un montant qui vient presque tout de l'une d'elles, ou permettrait d'en déduire un autre.
   *[other] { $n } résultats ne sont pas diffusés (effectif insuffisant) : ils reposent sur moins de { $minimum } personnes ou sur un montant qui vient presque tout de l'une d'elles, ou permettraient d'en déduire un autre.
}
unknown-persona = Aucune réponse ne peut être attribuée à { $name } : ce que nous en disons ne vient pas de l'enquête.
unknown-website = { $rule } : { $share } du poids des critères reste à vérifier par une personne.
unknown-rules = { $n ->
    [one] Une des six règles du site n'est pas encore évaluée.
   *[other] { $n } des six règles du site ne sont pas encore évaluées.
}
unknown-rejected = { $n ->
    [one] Une ligne des données n'a pas pu être lue ; elle n'est comptée nulle part.
   *[other] { $n } lignes des données n'ont pas pu être lues ; elles ne sont comptées nulle part.
}

# Titres des pages
page-overview = Synthèse
page-journey = Le parcours, étape par étape
page-kpis = Les indicateurs
page-findings = Les constats
page-personas = Les personas
page-channels = Les canaux
page-website = Le site web
page-maturity = La maturité
page-actions = Le plan d'action
page-told = Vous nous avez dit, nous avons agi
nav-told = Vous nous avez dit
page-method = La méthode
page-references = Les sources citées
nav-group-overview = Synthèse
nav-group-customers = Clients
nav-group-results = Résultats
nav-group-company = Entreprise
nav-group-actions = Constats et actions
nav-group-about = À propos
nav-overview = Synthèse
nav-journey = Parcours
nav-kpis = Indicateurs
nav-findings = Constats
nav-personas = Personas
nav-channels = Canaux
nav-website = Site web
nav-maturity = Maturité
nav-actions = Plan d'action
nav-method = Méthode
nav-references = Sources

# Constats
findings-high = Priorité haute
findings-medium = Priorité moyenne
findings-low = Priorité basse
findings-strength = Points forts
severity-strength = point fort
on-pages = { $failed ->
    [one] { $failed } page sur { $checked }
   *[other] { $failed } pages sur { $checked }
}

# Page d'un indicateur
scale-alone = Échelle de { $low } à { $high }
scale-higher-is-better = Échelle de { $low } à { $high }, plus haut est meilleur
scale-lower-is-better = Échelle de { $low } à { $high }, plus bas est meilleur
close-figure = Valeur exacte : { $value }, { $range } (intervalle de confiance à { $level }, { $n })
unweighted = Sans redressement : { $value }, { $range } ({ $n }). Par leurs poids, ces réponses en valent { $effective } (effet de plan { $design }).
unweighted-in-short = Sans redressement : { $value }, { $range }.
weights-raked = Les réponses sont redressées sur la population par calage sur marges ({ $margins }).
weights-post-stratified = Les réponses sont redressées sur la population par post-stratification ({ $margins }).
weights-source = Source : { $source }, { $date }.
weights-range = Les poids vont de { $smallest } à { $largest }.
weights-by-period = Chaque période est redressée à part, pour qu'un écart entre deux vagues ne soit pas un écart entre répondants
weights-caps = Aucune réponse ne compte moins de { $low } fois ni plus de { $high } fois la réponse moyenne ; { $share } des réponses sont à l'une de ces limites
weights-distance = À cause de ces limites, une valeur reste à { $distance } points de sa part dans la population
not-counted = Non comptés : { $parts }.
missing-blank = { $n ->
    [one] { $n } réponse vide
   *[other] { $n } réponses vides
}
missing-not-an-answer = { $n ->
    [one] { $n } « sans objet » ou « ne sait pas »
   *[other] { $n } « sans objet » ou « ne sait pas »
}
missing-out-of-scale = { $n ->
    [one] { $n } valeur hors échelle
   *[other] { $n } valeurs hors échelle
}
change-up = hausse, au-delà du hasard
change-down = baisse, au-delà du hasard
change-not-conclusive = écart non concluant
change-family = { $n ->
    [one] Une seule comparaison avec la vague la plus récente dans tout le rapport : sa probabilité n'a pas besoin de correction.
   *[other] Les probabilités sont corrigées pour les { $n } comparaisons avec la vague la plus récente que compte ce rapport, tous indicateurs et personas confondus (méthode de Holm).
}
change-family-older = { $n ->
    [one] Entre vagues plus anciennes, une seule comparaison.
   *[other] Entre vagues plus anciennes, les probabilités sont corrigées pour { $n } comparaisons (méthode de Benjamini et Hochberg, qui laisse passer environ une fausse alerte sur vingt parmi celles qu'elle trouve).
}
change-detectable = Avec un effectif de { $before } puis de { $after }, le chiffre d'ensemble doit changer d'environ { $size } pour que le test le voie quatre fois sur cinq : ce qui est plus petit se distingue mal du hasard.
group-above = au-dessus, au-delà du hasard
group-below = au-dessous, au-delà du hasard
groups-withheld-amounts = Les groupes de moins de { $minimum } personnes ne sont pas diffusés, pour que personne ne soit reconnu, ni ceux où une seule ligne fait presque tout le montant (plus de 85 %), ni ceux qui les révéleraient par soustraction.
withheld-whole-too-few = Non diffusé : moins de { $minimum } personnes ont répondu. Un groupe si petit n'est pas diffusé, pour que personne ne soit reconnu.
withheld-whole-dominated = Non diffusé : une seule ligne fait plus de 85 % du montant, si bien que le chiffre révélerait ce qu'elle vaut.
cell-dominated = non diffusé (une ligne fait presque tout le montant)
cell-wave = non diffusé (trop proche d'une autre vague)
groups-withheld-waves = Une vague qui diffère de la précédente de moins de { $minimum } réponses n'est pas diffusée non plus : l'écart des deux révélerait ce qu'ont répondu ces quelques personnes.
groups-withheld = Les groupes de moins de { $minimum } personnes ne sont pas diffusés, pour que personne ne soit reconnu, ni ceux qui les révéleraient par soustraction.
rest-family = { $n ->
    [one] Un groupe est comparé à toutes les personnes qui n'en sont pas : une seule comparaison dans tout le rapport.
   *[other] Chaque groupe est comparé à toutes les personnes qui n'en sont pas. Les probabilités sont corrigées pour les { $n } comparaisons de groupes que compte ce rapport (méthode de Benjamini et Hochberg).
}
formula-net-share = 100 × ({ $plus } promoteurs − { $minus } détracteurs) ÷ { $n } réponses = { $result }
formula-share = { $count } réponses de { $from } à { $to } ÷ { $n } réponses = { $result }
formula-share-one = { $count } réponses « { $from } » ÷ { $n } réponses = { $result }
formula-mean = Somme des notes { $sum } ÷ { $n } réponses = { $result }
missing-field = { $n ->
    [one] { $n } ligne incomplète
   *[other] { $n } lignes incomplètes
}
missing-outside-base = { $n ->
    [one] { $n } ligne hors du groupe parmi lequel on compte
   *[other] { $n } lignes hors du groupe parmi lequel on compte
}
missing-unreadable = { $n ->
    [one] { $n } ligne illisible
   *[other] { $n } lignes illisibles
}
formula-rate = { $of } ÷ { $among } = { $result }
formula-all-periods = Toutes vagues confondues : { $formula }
formula-average = Somme { $sum } ÷ { $n } = { $result }
no-trend = Pas d'évolution : ce chiffre n'est pas calculé par période.
no-trend-periods = Pas d'évolution : la table « { $table } » n'est pas découpée en périodes. Avec « periods » à côté de ses colonnes dans le projet, cet indicateur est calculé par mois, trimestre ou année.
no-trend-day = Pas d'évolution : la table « { $table } » ne dit pas de quel jour sont ses lignes. Avec sa colonne de dates et « periods » dans le projet, cet indicateur est calculé par mois, trimestre ou année.
no-trend-invited = Pas d'évolution : « { $table } » dit combien de personnes ont été invitées en tout. Avec un nombre par vague sous « invited » dans le projet, cet indicateur est calculé par vague.
no-trend-yet = Pas encore d'évolution : les données ne couvrent qu'une période, « { $period } ».
formula-ratio = Somme au numérateur { $of } ÷ somme au dénominateur { $over } = { $result }
formula-rest = 1 − somme { $of } ÷ somme au dénominateur { $over } = { $result }
formula-rest-less = 1 − (somme { $of } − somme retranchée { $less }) ÷ somme au dénominateur { $over } = { $result }
formula-ratio-less = (Somme { $of } − somme retranchée { $less }) ÷ somme au dénominateur { $over } = { $result }
interval-student-t-ratio = L'intervalle suit la loi de Student, avec l'erreur d'un rapport de sommes, linéarisée sur les lignes.
interval-order-statistics = L'intervalle est compris entre deux valeurs des données elles-mêmes, quelle que soit leur distribution.
interval-log-log = L'erreur est celle de Greenwood ; l'intervalle est calculé sur l'échelle ln(−ln S), pour rester entre 0 et 100 %.
interval-log-growth = L'intervalle est celui du logarithme du quotient ; les lignes sont supposées arriver au hasard, en nombre comme en montant.
interval-newcombe = L'intervalle est celui de Newcombe, tiré des intervalles de Wilson des deux groupes.
interval-jackknife = L'intervalle vient de 64 groupes de lignes, chacun laissé de côté à son tour.
difference-welch-ratio = L'intervalle de chaque écart réunit les erreurs des deux chiffres, avec les degrés de liberté de Satterthwaite.
difference-greenwood = L'intervalle de chaque écart réunit les erreurs de Greenwood des deux courbes.
interval-adjusted-wald = L'intervalle est celui de Wald ajusté, qui reste juste avec peu de réponses.
interval-wilson = L'intervalle est celui de Wilson, qui reste juste près de 0 et de 100 %.
interval-adjusted-wald-kish = L'intervalle est celui de Wald ajusté ; comme les réponses sont redressées, il compte la taille d'échantillon efficace de Kish, plus petite que le nombre de réponses.
interval-wilson-kish = L'intervalle est celui de Wilson ; comme les réponses sont redressées, il compte la taille d'échantillon efficace de Kish, plus petite que le nombre de réponses.
interval-student-t = L'intervalle suit la loi de Student.
interval-student-t-linearised = L'intervalle suit la loi de Student ; comme les réponses sont redressées, l'erreur type est linéarisée, ce qui la rend plus grande que sans redressement.
difference-adjusted-wald = L'intervalle de chaque écart réunit les erreurs types des deux vagues, ajustées comme pour un score seul.
difference-newcombe = L'intervalle de chaque écart est celui de Newcombe, tiré des intervalles de Wilson des deux vagues.
difference-welch-t = L'intervalle de chaque écart suit la méthode de Welch, qui n'impose pas la même dispersion aux deux vagues.
difference-linearised-z = L'intervalle de chaque écart réunit les erreurs types linéarisées des deux vagues, qui tiennent compte du redressement.
difference-overlapping-t = Si des personnes ont répondu les deux fois, l'intervalle de l'écart suit la loi de Student et tient compte de ce que leurs deux réponses vont de pair.
caution-sampling = La marge d'erreur ne mesure que le hasard de l'échantillon. Elle ne dit rien de celles et ceux qui n'ont pas répondu.
caution-rows = La marge d'erreur ne mesure que le hasard des clients et des jours que contient la table. Elle ne dit rien de ce que la table laisse de côté.
caution-few = Avec un effectif inférieur à 100, seuls de grands écarts se voient.
caution-points = Ce score est un nombre de points, de −100 à +100. Ce n'est pas un pourcentage, ni une moyenne des notes.
caution-not-conclusive = Un écart non concluant ne signifie pas que rien n'a changé : ces données ne permettent pas de le dire.
caution-personas = Une personne peut relever de plusieurs personas : leurs effectifs ne s'additionnent pas.
caution-cause = Deux chiffres qui bougent ensemble sont associés. Cela ne dit pas lequel agit sur l'autre.
caution-benchmark = Un chiffre cité vient d'une autre enquête, avec d'autres questions et d'autres clients : il situe, il ne classe pas.
caution-projection = Une projection prolonge ce qui a été : elle ne connaît ni saison, ni action, ni concurrent. Ce n'est ni un objectif, ni une promesse.

# Projection d'un indicateur
projection-refused-no-periods = Le projet demande une projection, et il n'y en a pas : ce chiffre n'est pas calculé par période.
projection-refused-undated = Le projet demande une projection, et il n'y en a pas : rien ne dit quand les vagues ont eu lieu, ni donc à quelle distance est la prochaine.
projection-refused-uneven = Le projet demande une projection, et il n'y en a pas : les périodes sont inégalement espacées, et une projection avance par pas d'une même longueur.
projection-refused-gaps = Le projet demande une projection, et il n'y en a pas : il manque plus de périodes entre la première et la dernière qu'il n'y en a de chiffrées.
projection-refused-too-few = { $n ->
    [one] Le projet demande une projection, et il n'y en a pas : { $n } période a un chiffre avec une marge d'erreur, et moins de { $least } ne disent pas combien il dérive.
   *[other] Le projet demande une projection, et il n'y en a pas : { $n } périodes ont un chiffre avec une marge d'erreur, et moins de { $least } ne disent pas combien il dérive.
}
projection-refused-still = Le projet demande une projection, et il n'y en a pas : tous les chiffres sont les mêmes et sans erreur d'échantillonnage, si bien que rien ne dit combien ils peuvent dériver.
projection-local-level = Projection tirée de { $n } périodes par un niveau local : le vrai niveau dérive d'environ { $drift } d'une période à l'autre, sans direction connue d'avance, et chaque chiffre est ce niveau à son erreur d'échantillonnage près. Ce que l'on attend, c'est le niveau actuel.
projection-damped-trend = Projection tirée de { $n } périodes par une tendance amortie : le niveau continue sur sa pente, un peu moins à chaque période (il en reste { $damping }), avec en outre une dérive d'environ { $drift } par période, et chaque chiffre est ce niveau à son erreur d'échantillonnage près.
projection-no-trend-yet = Une tendance n'est essayée qu'à partir de { $least } périodes : moins ne suffisent pas à la distinguer d'une dérive.
projection-trend-left = Une tendance amortie a été essayée aussi ; elle n'explique pas mieux les chiffres que ne le feraient par hasard ses deux paramètres de plus (AICc de { $trend }, contre { $level } sans tendance ; le plus petit est retenu).
projection-trend-taken = La tendance amortie a été retenue parce qu'elle explique mieux les chiffres, ses deux paramètres de plus étant comptés (AICc de { $trend }, contre { $level } sans tendance ; le plus petit est retenu).
projection-gaps = { $n ->
    [one] { $n } période intermédiaire n'a pas de chiffre que l'on puisse montrer. Elle reste vide, sans être comblée.
   *[other] { $n } périodes intermédiaires n'ont pas de chiffre que l'on puisse montrer. Elles restent vides, sans être comblées.
}
projection-drawn = La bande du graphique est l'intervalle de prévision du chiffre qui sera mesuré : il compte la dérive du niveau, le peu que l'on sait de cette dérive, et l'erreur d'échantillonnage d'une période aussi fournie que les trois dernières. Le vrai niveau, qu'aucune enquête ne montre, a l'intervalle le plus étroit.
projection-cut = Là où un intervalle dépassait un bout de l'échelle, il y est coupé.
projection-unchecked = On ne peut pas encore le vérifier : aucune période n'en a { $least } avant elle.
projection-checked = { $n ->
    [one] La dernière période a été projetée à partir des seules périodes précédentes, comme si on ne la connaissait pas encore, puis comparée à ce qui a été mesuré.
   *[other] Les { $n } dernières périodes qui en ont assez avant elles ont été projetées chacune à un pas, à partir des seules périodes précédentes, comme si on ne les connaissait pas encore, puis comparées à ce qui a été mesuré.
}
projection-this = Cette projection
projection-last-value = La dernière valeur, inchangée
projection-held = { $held } sur { $n } ({ $range })
projection-better = La projection est tombée plus près que la dernière valeur, plus souvent que le hasard ne l'explique ({ $nearer } fois sur { $n }, { $p }).
projection-no-better = En moyenne, la projection n'est pas tombée plus près que la dernière valeur : pour savoir ce qui vient, le dernier chiffre vaut autant.
projection-cannot-tell = La projection est tombée plus près en moyenne, mais le hasard peut l'expliquer ({ $nearer } fois sur { $n }, { $p }) : ne comptez pas qu'elle vaille mieux que la dernière valeur.
projection-too-narrow = Moins de chiffres sont tombés dans les intervalles que les { $level } annoncés : tenez-les pour trop étroits.
projection-one-ahead = Seul le pas d'une période est vérifié : ce qui est dit des suivantes ne repose que sur le modèle.

# Personas, parcours, canaux
persona-without-data = aucune donnée ne permet de le dire
note-interview = entretien
note-walk-through = observation du parcours
note-review = avis public
moment-stimulus = stimulus : ce qui donne l'envie
moment-zmot = ZMOT : la recherche avant l'achat
moment-fmot = FMOT : la rencontre avec le produit
moment-smot = SMOT : l'usage
moment-umot = UMOT : l'expérience partagée
team-hypothesis = hypothèse de l'équipe
not-measured = non mesuré
notes-friction = { $x ->
    [one] { $x } participant sur { $n } y a rencontré une difficulté.
   *[other] { $x } participants sur { $n } y ont rencontré une difficulté.
}
channel-physical = canal physique
channel-digital = canal numérique
channel-remote = canal à distance
channel-paid = média payant
context-kept = conservé
context-partly = conservé en partie
context-lost = perdu, à réexpliquer
shared-price = prix
shared-stock = stock
shared-account = compte client
shared-cart = panier
shared-history = historique

# Site web
rule-findable = Facile à trouver
rule-accessible = Accessible et pris en charge par les technologies
rule-design = D'un design attrayant et digne de confiance
rule-intuitive = Intuitif
rule-credible = Crédible et fidèle à la marque
rule-effective = Efficace : les réponses se trouvent
answered-yes = réponse trouvée
answered-no = sans réponse
answered-unknown = peut-être dans une image ou un fichier
clicks = { $n ->
    [one] { $n } clic depuis l'accueil
   *[other] { $n } clics depuis l'accueil
 }
copied-on = copie du site au { $day }
threshold-is = seuil { $n } / 100
criteria-met = { $met ->
    [one] { $met } critère sur { $n } conforme partout
   *[other] { $met } critères sur { $n } conformes partout
}{ $open ->
    [0] {""}
    [one] {""}, { $open } à vérifier
   *[other] {""}, { $open } à vérifier
}
no-score = Pas de score : moins de la moitié du poids des critères a pu être vérifiée.
score-capped = Score plafonné par un critère bloquant : { $names }.
weight-blocking = bloquant
weight-serious = sérieux
weight-moderate = modéré
weight-minor = mineur
certainty-heuristic = indice automatique, à confirmer
certainty-manual = à juger par une personne
places = { $n ->
    [one] { $n } endroit
   *[other] { $n } endroits
}
more-places = { $n ->
    [one] Et un autre endroit, dans audit.json et dans exports/website-findings.csv.
   *[other] Et { $n } autres endroits, dans audit.json et dans exports/website-findings.csv.
}
same-template = un défaut de gabarit × { $n } pages
set-apart = { $n ->
    [one] { $n } autre sur une page qu’aucun lien n’atteint, non compté
   *[other] { $n } autres sur des pages qu’aucun lien n’atteint, non comptés
}
and-more = { $n ->
    [one] { $list } et une autre page
   *[other] { $list } et { $n } autres pages
}
more-pages = { $n ->
    [one] et une autre page, dans exports/website-pages.csv
   *[other] et { $n } autres pages, dans exports/website-pages.csv
}
asked-on = À regarder sur : { $list }.
answer-passed = conforme
answer-failed = non conforme
answer-not-applicable = sans objet
answer-cannot-tell = indécis
raters-agree = accord entre évaluateurs : { $share } des paires d’avis
reviewed-on = examiné le { $day }
source-files = la copie du site
source-axe = axe, dans un navigateur
source-lighthouse = Lighthouse, dans un navigateur
source-survey = les répondants
source-human = une personne
differs-taken = La copie du site dit « { $files } », { $who } dit « { $other } » : ce second avis est retenu.
differs-kept = La copie du site dit « { $files } », { $who } dit « { $other } » : le constat sur la copie est retenu.
differs-taken-at = { $place } : la copie du site dit « { $files } », { $who } dit « { $other } » : ce second avis est retenu.
differs-kept-at = { $place } : la copie du site dit « { $files } », { $who } dit « { $other } » : le constat sur la copie est retenu.
junk-left-out = { $n ->
    [one] { $n } fichier d’un dossier d’outils ou de dépendances est laissé de côté.
   *[other] { $n } fichiers de dossiers d’outils ou de dépendances sont laissés de côté.
}
pages-unread = { $n ->
    [one] { $n } page n’a pas pu être lue.
   *[other] { $n } pages n’ont pas pu être lues.
}
copy-partial = La copie ne contient qu’une partie du site : une page absente est « hors de la copie », et non un lien mort.
runs-enough = médiane de { $n } mesures
runs-few = { $n ->
    [one] indicatif, une seule mesure
   *[other] indicatif, { $n } mesures
}

# Maturité
level-reached = atteint
level-current = niveau actuel
level-ahead = à atteindre
raters-apart = les avis diffèrent de { $n } niveaux
items-rated = { $n } énoncés sur { $of } sont évalués.
level-named = niveau { $level }, « { $name } »
level-unknown = non évalué : un énoncé n’a pas de note
level-today = aujourd’hui
level-gap = { $n ->
    [one] un niveau jusqu’à l’objectif
   *[other] { $n } niveaux jusqu’à l’objectif
}
weakest-items = { $n ->
    [one] Le maillon le plus faible fixe le niveau : { $names }.
   *[other] { $n } énoncés sont les maillons les plus faibles et fixent le niveau : { $names }.
}
mean-at = En moyenne, les énoncés se situent au { $level }.
mean-nearer-low = En moyenne, les énoncés se situent entre { $low }, et { $high }, plus près du premier.
mean-half-way = En moyenne, les énoncés se situent à mi-chemin entre { $low }, et { $high }.
mean-nearer-high = En moyenne, les énoncés se situent entre { $low }, et { $high }, plus près du second.
scored = Les réponses donnent un score de { $score } sur 100, que les seuils propres au modèle placent à ce niveau.
tallied = { $n } pratiques sur { $of } comptent ; on les dénombre, on n’en fait pas la moyenne.
ceiling = Les évaluations disent niveau { $rated }, et le niveau { $level } est le plus haut possible tant que { $n ->
    [one] ce point reste ouvert. Une fois celui-ci corrigé, le niveau se libère :
   *[other] ces { $n } points restent ouverts. Une fois tous corrigés, le niveau se libère :
}
stance-supports = Les notes (niveau { $rated }) vont dans le même sens.
stance-below = Les notes (niveau { $rated }) disent davantage : il y a contradiction.
stance-above = Les notes (niveau { $rated }) disent moins : il y a contradiction.
form-short = Questionnaire court
form-short-level = Niveau du seul questionnaire court ({ $n } énoncés, { $raters ->
    [one] un évaluateur
   *[other] { $raters } évaluateurs
}) : { $level }. Il ne se mélange pas à l’évaluation complète.
form-outside = Regard extérieur
form-outside-level = Niveau de ce qu’un client peut observer, et de cela seul ({ $n } énoncés, { $raters ->
    [one] un évaluateur
   *[other] { $raters } évaluateurs
}) : { $level }. Il ne se mélange pas à l’évaluation complète.
agreement-alpha = Accord de { $raters } évaluateurs sur { $n } énoncés : α de Krippendorff = { $value }.
agreement-kappa = Accord de { $raters } évaluateurs sur { $n } énoncés : κ pondéré = { $value }.
agreement-high = Leurs avis concordent.
agreement-tentative = Leurs avis concordent à peu près : les conclusions restent provisoires.
agreement-low = Leurs avis ne concordent pas : parlez des écarts avant de planifier.
agreement-none = Leurs avis ne concordent pas plus que par hasard : parlez des écarts avant de planifier.
agreement-few = Sur si peu d’énoncés, ce chiffre dit peu de chose.

# Actions
status-proposed = proposée
status-planned = décidée
status-ongoing = en cours
status-done = faite
status-dropped = abandonnée
size-low = faible
size-medium = moyen
size-high = fort
effect-better = Amélioration nette
effect-worse = Dégradation nette
effect-family = { $n ->
    [one] Un seul effet a été mesuré : son test n'a pas besoin de correction.
   *[other] Les tests sont corrigés pour les { $n } effets mesurés (méthode de Holm).
}
effect-not-conclusive = Effet non concluant
effect-not-enough-data = Pas assez de données pour le dire

# Méthode
survey-rows = { $n ->
    [one] { $n } réponse
   *[other] { $n } réponses
}
survey-people = { $n ->
    [one] { $n } réponse
   *[other] { $n } réponses
}, dans un fichier de { $rows } lignes agrégées
survey-dates = Recueillies { $span }
survey-invited = { $n } personnes invitées, taux de réponse de { $rate }
survey-rejected = { $n ->
    [one] Une ligne illisible, écartée
   *[other] { $n } lignes illisibles, écartées
}
survey-left-out = { $n ->
    [0] Aucune ligne écartée par le filtre du projet
    [one] Une ligne écartée par le filtre du projet
   *[other] { $n } lignes écartées par le filtre du projet
}
survey-left-out-because = { $n ->
    [0] Aucune ligne écartée par le filtre du projet ({ $reason })
    [one] Une ligne écartée par le filtre du projet ({ $reason })
   *[other] { $n } lignes écartées par le filtre du projet ({ $reason })
}
survey-weights = Réponses redressées : taille d'échantillon efficace de { $effective }, effet de plan de { $design }, poids de { $smallest } à { $largest }
survey-withheld = { $n ->
    [one] Une case de tableau non diffusée
   *[other] { $n } cases de tableau non diffusées
}
survey-source = Lue dans son résumé { $path }, et non dans les réponses elles-mêmes
survey-comments = { $n ->
    [one] { $n } commentaire
   *[other] { $n } commentaires
}
method-notes = { $n ->
    [one] Un entretien ou une observation complète l'enquête. Il se compte en participants, jamais en pourcentage.
   *[other] { $n } entretiens et observations complètent l'enquête. Ils se comptent en participants, jamais en pourcentage.
}
method-protection = Aucun résultat ne repose sur moins de { $cell } personnes, aucun commentaire n'est montré pour un groupe de moins de { $verbatims } commentaires. Ne sont pas diffusés non plus les groupes dont toutes les réponses concordent, les sommes de montants dont une seule ligne fait plus de 85 %, les vagues qui ne diffèrent de leur voisine que de quelques réponses, ni ce qui permettrait d'en retrouver un par soustraction, dans l'un des tableaux de la question : { $withheld } cases de tableau en tout. Les adresses, téléphones et numéros personnels sont masqués dans les commentaires.
withheld-rows = Répondants par groupe
withheld-total = la question entière

# Titres des graphiques
title-group-below = { $group } se détache au-dessous du reste : { $value }
title-group-above = { $group } se détache au-dessus du reste : { $value }
title-group-none = Par { $dimension } : aucun groupe ne se détache du reste
title-trend = { $name } au fil des vagues
title-change = { $difference } { $n ->
    [one] point
   *[other] points
} entre « { $from } » et « { $to } » : au-delà du hasard
title-change-unclear = { $difference } { $n ->
    [one] point
   *[other] points
} entre « { $from } » et « { $to } » : écart non concluant
title-distribution = La réponse la plus donnée est { $answer } : { $share } des réponses
title-net-share = { $promoters } de promoteurs, { $detractors } de détracteurs
title-net-share-unweighted = { $promoters } de promoteurs, { $detractors } de détracteurs (sans redressement)
title-journey-one-persona = Le parcours décroche à un point, « { $touchpoint } », et pour un seul persona : { $persona }
title-journey-persona = Pour { $persona }, le parcours décroche à un point : « { $touchpoint } »
title-journey-everyone = Ensemble
title-journey-unclear = Le point le plus bas est « { $touchpoint } », sans se détacher de tous les autres
title-journey-unmeasured = Aucun point de contact n'est mesuré : la courbe est une hypothèse
title-maturity = { $n ->
    [one] { $names } est la dimension la moins avancée : niveau { $level }
   *[other] { $n } dimensions en sont au niveau le plus bas, { $level } : { $names }
}
title-maturity-unknown = Aucune dimension n'est évaluée
title-levels = Le niveau au fil des évaluations
title-levels-up = Du niveau { $before } au niveau { $now } depuis l’évaluation précédente
title-levels-down = Du niveau { $before } au niveau { $now }, en recul depuis l’évaluation précédente
title-levels-same = Niveau { $now }, comme à l’évaluation précédente
title-persona-unmeasured = { $persona } : aucun point de contact n'est mesuré
title-persona-unclear = { $persona } : le point le plus bas est « { $touchpoint } », sans se détacher de tous les autres
curve-note = Note moyenne par point de contact, marge d'erreur à 95 %. Pointillé : hypothèse de l'équipe, sans réponse.
curve-note-period = Note moyenne par point de contact, « { $period } », marge d'erreur à 95 %. Pointillé : hypothèse de l'équipe, sans réponse.
all-periods = Toutes vagues confondues : { $value }, { $range }, { $n }.
period-latest = « { $period } », la vague la plus récente
period-all = toutes vagues confondues
point-target-missed = { $title } : sous l'objectif de { $target }
point-target-missed-lower = { $title } : au-dessus du plafond de { $target }
point-target-met = { $title } : objectif de { $target } atteint
point-fell = { $title } : en baisse depuis « { $from } »
point-fell-persona = { $title } : en baisse pour { $persona } depuis « { $from } »
point-rose = { $title } : en hausse depuis « { $from } »
point-rose-persona = { $title } : en hausse pour { $persona } depuis « { $from } »
point-got-worse = { $title } : dégradation depuis « { $from } »
point-got-worse-persona = { $title } : dégradation pour { $persona } depuis « { $from } »
point-got-better = { $title } : amélioration depuis « { $from } »
point-got-better-persona = { $title } : amélioration pour { $persona } depuis « { $from } »
point-criterion-failed = Non conforme : { $criterion }
point-level-below-target = { $title } : « { $name } », sous l'objectif
point-level-reached = { $title } : « { $name } », objectif atteint

# Cartes du parcours
map-as-is = Le parcours actuel de { $actor }
map-to-be = Le parcours visé pour { $actor }
lane-evidence = Ce que le client voit et touche
lane-actions = Ce que fait le client
lane-thoughts = Ce que pense le client
line-of-interaction = Ligne d’interaction
lane-frontstage = Scène
line-of-visibility = Ligne de visibilité
lane-backstage = Coulisses
line-of-internal-interaction = Ligne d’interaction interne
lane-systems = Systèmes et partenaires

# Ce que disent les clients
page-verbatims = Ce que disent les clients
nav-verbatims = Verbatims
voice-by-dictionary = { $n } verbatims, tous lus par des dictionnaires de mots : thèmes et tonalité disent quels mots s’y trouvent, non ce qui était voulu.
voice-by-people = { $n } verbatims, avec les thèmes et la tonalité notés par des personnes.
voice-topics-by-people = { $n } verbatims, avec les thèmes notés par des personnes ; tonalité par dictionnaires de mots.
voice-sentiment-by-people = { $n } verbatims, avec la tonalité notée par des personnes ; thèmes par dictionnaires de mots.
voice-family = L’évolution de { $n } thèmes a été testée ensemble (Benjamini–Hochberg).
voice-kappa = Sur la tonalité, personnes et dictionnaires disent la même chose de { $same } des { $n } verbatims : κ de Cohen { $kappa } ({ $range }).
voice-kappa-weighted = Avec le neutre à mi-chemin entre bon et mauvais, κ pondéré { $kappa } ({ $range }), { $n } verbatims, accord { $same }.
share-range = { $low } à { $high }
voice-periods = { $from } → { $to }, points
voice-more = plus souvent, au-delà du hasard
voice-less = moins souvent, au-delà du hasard
voice-same = non concluant
voice-comments = { $n ->
    [one] { $n } verbatim
   *[other] { $n } verbatims
}
voice-negative = { $share } d’entre eux sont négatifs.
tone-negative = Négatif
tone-neutral = Neutre ou partagé
tone-positive = Positif
voice-group-detractor = Détracteurs – { $question }
voice-group-passive = Passifs – { $question }
voice-group-promoter = Promoteurs – { $question }
voice-group-low = Réponses sous le milieu de l’échelle – { $question }
voice-group-middle = Réponses au milieu – { $question }
voice-group-high = Réponses au-dessus du milieu – { $question }
idea-open = À décider
idea-studied = À l’étude
idea-accepted = Retenue
idea-done = Réalisée
idea-declined = Écartée

# Organisation, promesse, priorités
page-organisation = L’organisation et ses données
page-promise = La promesse de marque
nav-organisation = Organisation
nav-promise = Promesse
raci-accountable = répond du résultat
raci-responsible = fait le travail
raci-consulted = est consulté avant
raci-informed = est informé après
promise-summary = Sur { $n ->
    [one] un point de contact
   *[other] { $n } points de contact
  } : objectif atteint à { $met }, non atteint à { $missed }.
priority-formula = Priorité { $value } = poids { $weight } × écart { $gap } × portée { $reach } ÷ effort { $effort } ({ $finding })
title-data-map = Où sont les données sur les clients, et comment elles circulent
title-priorities = Par quoi commencer : changement attendu et effort
axis-impact = Changement attendu
axis-effort = Effort

# Irritants et enjeux
page-frictions = Les irritants, et ce qu’ils pèsent
nav-frictions = Irritants
told-survey = répondants
told-website = site
told-note = entretien ou observation
told-hand = équipe
friction-pages = { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
friction-cases = { $n ->
    [one] { $n } cas compté
   *[other] { $n } cas comptés
}
notes-friction-short = { $x ->
    [one] { $x } participant sur { $n }
   *[other] { $x } participants sur { $n }
}
stake-affected = { $share } des réponses ({ $range }) vont de { $low } à { $high }, sur { $n ->
    [one] { $n } réponse
   *[other] { $n } réponses
}.
stake-unknown = aucune réponse ne permet de le dire, ou trop peu pour les diffuser
assumed-customers = Clients par an
assumed-value = Ce que vaut un client par an
assumed-contact-cost = Ce que coûte un contact
assumed-passing = Part des clients qui passent ici
assumed-affected = Part d’entre eux qui est mal servie
assumed-lost = Part des mal servis perdue dans l’année
assumed-contacts = Contacts de chacun d’eux par an
finding-gone-by = { $finding } – vu pour la dernière fois le { $last }, disparu au { $day }.
finding-gone = { $finding } – vu pour la dernière fois le { $last }.

# Alertes
alerts-family = { $n ->
    [one] Le seul changement vers la dernière vague a été testé : il va dans le mauvais sens plus que le hasard n’explique.
   *[other] Sur { $n } changements vers la dernière vague, testés ensemble avec la correction de Holm, voici ceux qui vont dans le mauvais sens plus que le hasard n’explique.
}
alerts-none = { $n ->
    [one] Le seul changement vers la dernière vague a été testé : il ne va pas dans le mauvais sens plus que le hasard n’explique. Ce n’est pas la preuve que rien n’a bougé.
   *[other] Aucun des { $n } changements vers la dernière vague, testés ensemble avec la correction de Holm, ne va dans le mauvais sens plus que le hasard n’explique. Ce n’est pas la preuve que rien n’a bougé.
}
alert-sure = ({ $p }, corrigé)

# Facteurs explicatifs
title-drivers = Ce qui va le plus de pair avec { $name } : { $driver }
title-importance-performance = Importance et performance : { $certain ->
    [0] aucun point n’est à coup sûr dans sa zone
    [one] un point sur { $all } est à coup sûr dans sa zone
   *[other] { $certain } points sur { $all } sont à coup sûr dans leur zone
}
axis-importance = Importance : part de ce qui va de pair avec l’indicateur (déduite, non demandée)
axis-performance = Performance : moyenne des réponses, de 0 (le pire) à 100 (le mieux)
quadrant-concentrate-here = à traiter en priorité
quadrant-keep-up = à maintenir
quadrant-low-priority = priorité faible
quadrant-possible-overkill = effort peut-être excessif
drivers-sign = Signe
drivers-unweighted = Importance sans redressement
drivers-uncertain = en gris : un intervalle croise une ligne, le point peut se trouver dans une autre zone
drivers-here = À traiter en priorité : { $names }.
drivers-nowhere = Aucune question n’est à coup sûr à la fois importante et notée sous la moyenne.
drivers-explained = Ensemble, les { $count } questions vont de pair avec { $share } des différences entre les réponses (R²{ $range }) ; { $n } personnes au moins ont répondu à deux d’entre elles, quelles qu’elles soient.
drivers-range = , entre { $low } et { $high }
drivers-lmg = La part de chaque question est sa contribution au R², en moyenne sur tous les ordres d’entrée dans la régression (LMG, dite aussi valeur de Shapley).
drivers-johnson = Au-delà de quinze questions, les parts sont les poids relatifs de Johnson, proches de la moyenne sur tous les ordres (LMG) sans se confondre avec elle.
drivers-jackknife = Les intervalles s’obtiennent en retirant tour à tour l’un de { $groups } groupes de répondants tirés au hasard.
drivers-no-intervals = L’effectif ne permet pas de calculer d’intervalles : aucun point du graphique n’est certain.
drivers-lines = Les lignes sont placées à la part moyenne ({ $importance }) et à la moyenne des notes ({ $performance } sur 100) ; d’autres lignes déplaceraient des points d’une zone à l’autre.
drivers-alpha = Mesure dans laquelle les réponses à ces questions vont ensemble : alpha de Cronbach { $alpha }{ $range }. Plus il approche de 1, plus une même impression d’ensemble les colore toutes.
drivers-left-out = { $n ->
    [one] Écartée, faute d’assez de personnes y ayant répondu en même temps qu’aux autres : { $names }.
   *[other] Écartées, faute d’assez de personnes y ayant répondu en même temps qu’aux autres : { $names }.
}
drivers-too-few = Les réponses sont trop peu nombreuses pour dire quelles questions vont de pair avec cet indicateur : il faut dix personnes par question ayant répondu à toutes, soit { $needed } pour deux.
drivers-contradiction = Il est impossible de dire quelles questions vont de pair avec cet indicateur : deux d’entre elles se répètent, ou des paires renseignées par des personnes différentes se contredisent.
drivers-caution = Ceci dit ce qui va de pair, non ce qui cause : une meilleure note ne fait pas forcément monter l’indicateur. Des réponses données sur une même page déteignent aussi les unes sur les autres.

# Construits
construct-score = score
title-constructs = Les construits côte à côte
constructs-radar = Le radar part de 0 et ne porte pas de marge d'erreur : le tableau ci-dessous la donne.
constructs-how = Chaque construit est la moyenne de ses questions, posées sur une échelle de { $low } à { $high } ; le chiffre ci-dessus est la moyenne des construits, chacun comptant une fois. L'alpha de Cronbach dit à quel point les questions d'un construit vont ensemble ; à partir de 0,7, on les lit couramment comme une seule mesure.
constructs-low = { $n ->
    [one] L'alpha est inférieur à 0,7 pour { $names } : lisez ses questions une à une, ce score ne mesure pas une seule chose.
   *[other] L'alpha est inférieur à 0,7 pour { $names } : lisez leurs questions une à une, ces scores ne mesurent pas chacun une seule chose.
}
constructs-single = { $n ->
    [one] Une seule question a été posée pour { $names } : sa fiabilité ne peut pas être établie.
   *[other] Une seule question chacun a été posée pour { $names } : leur fiabilité ne peut pas être établie.
}
constructs-unasked = Aucune question diffusable n'a été posée pour { $names }.
construct-reliable = va ensemble
construct-unreliable = alpha sous 0,7 : pas une seule chose

# Questionnaire
questionnaire-title = Questionnaire de maturité
questionnaire-full = Questionnaire complet : tous les énoncés de toutes les dimensions.
questionnaire-short = Questionnaire court : deux énoncés par dimension, une vingtaine de minutes. Son niveau se lit seul et ne se mélange pas à celui du questionnaire complet.
questionnaire-outside = Regard extérieur : seulement ce qu’un client peut observer, pour quelqu’un qui n’est pas de la maison. Son niveau se lit seul.
questionnaire-rater = Votre fonction (pas votre nom) :
questionnaire-how = Pour chaque énoncé, choisissez le niveau dont la description correspond le mieux à ce qui se fait aujourd’hui, et dites ce qui l’appuie. Laissez vide ce que vous ne pouvez pas juger : personne ne note à votre place.
questionnaire-statement = Énoncé
questionnaire-level = Niveau
questionnaire-evidence = Ce qui l’appuie :
questionnaire-link = Adresse de ce qui l’appuie (https://…)
questionnaire-wrong = Un nombre entier de { $low } à { $high }, ou rien.

# Canaux croisés
context-short-kept = conservée
context-short-partly = en partie
context-short-lost = perdue
context-short-none = non décrit
in-common-yes = oui
in-common-one-way = un sens
in-common-no = non
start-here-finish-there = commencé ici, fini là
way-ropo = recherche en ligne, achat en magasin (ROPO)
way-showrooming = essai en magasin, achat en ligne (showrooming)

# Lists brought together
reconciled = En ligne et hors ligne, rapprochés
list-online = En ligne ({ $table })
list-offline = Hors ligne ({ $table })
reconciled-share = { $share } ({ $range }) sur { $n }
reconciled-withheld = non diffusé (effectif insuffisant)
reconciled-buyers = Achats hors ligne après une visite en ligne
reconciled-buyers-note = Acheteurs identifiés ayant visité le site le jour d’un achat ou dans les { $days } jours précédents. Une visite avant un achat n’en est pas la cause : aucun groupe sans le site ne sert de comparaison.
reconciled-revenue = De même, en montants
reconciled-revenue-note = Part des achats hors ligne des acheteurs identifiés.
reconciled-by-key = Personnes retrouvées par une clé commune
reconciled-ambiguous = Personnes dont la clé est partagée
reconciled-ambiguous-note = Une telle clé ne relie personne.
reconciled-by-likeness = Personnes retrouvées par ressemblance
reconciled-by-likeness-note = Probabilité d’au moins { $least }, sur { $pairs } paires comparées ; chaque personne n’est reliée qu’une fois.
reconciled-to-review = Paires à trancher par une personne
reconciled-to-review-note = Probabilité d’au moins { $least }, mais trop faible pour relier. Non comptées.
reconciled-false = Faux liens attendus par le modèle
reconciled-claim-note = Le modèle suppose ses champs indépendants, et peut être plus sûr de lui qu’il ne devrait.
reconciled-missed = Paires manquées attendues par le modèle
reconciled-missed-note = Parmi les paires comparées : qui ne partage aucun champ des blocs n’en fait pas partie.
reconciled-sample = Liens à vérifier à la main
reconciled-sample-note = Tirés au hasard, ils donnent la part de faux liens à deux points près, 95 fois sur 100.
