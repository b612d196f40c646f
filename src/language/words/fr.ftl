# Les mots du cœur de parcours. Même clés que en.ftl (un test le vérifie).

# Résultat d'un contrôle : outcome-<genre>-<mot EARL>
outcome-kpi-passed = Objectif atteint
outcome-kpi-failed = Objectif non atteint
outcome-kpi-cannot-tell = Écart non concluant
outcome-kpi-not-applicable = Sans objectif
outcome-kpi-untested = Non évalué
outcome-maturity-passed = Conforme
outcome-maturity-failed = Non conforme
outcome-maturity-cannot-tell = À vérifier
outcome-maturity-not-applicable = Sans objet
outcome-maturity-untested = Non évalué
outcome-website-passed = Conforme
outcome-website-failed = Non conforme
outcome-website-cannot-tell = À vérifier
outcome-website-not-applicable = Sans objet
outcome-website-untested = Non évalué

# Ce qui fonde une affirmation
grade-measured = mesuré
grade-observed = observé
grade-assumed = hypothèse de l'équipe
grade-quoted = cité

# Protection des répondants
withheld = non diffusé (effectif insuffisant)
withheld-short = non diffusé
redacted = masqué

# Priorité d'un constat
severity-high = priorité haute
severity-medium = priorité moyenne
severity-low = priorité basse

# Genres de contrôles
kind-kpi = indicateur
kind-maturity = maturité
kind-website = site web

# Unités
unit-points = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
unit-customers = { $n ->
    [one] { $n } client
   *[other] { $n } clients
}
unit-people = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
unit-visitors = { $n ->
    [one] { $n } visiteur
   *[other] { $n } visiteurs
}
unit-sessions = { $n ->
    [one] { $n } session
   *[other] { $n } sessions
}
unit-steps = { $n ->
    [one] { $n } étape
   *[other] { $n } étapes
}
unit-purchases = { $n ->
    [one] { $n } achat
   *[other] { $n } achats
}
unit-contacts = { $n ->
    [one] { $n } demande
   *[other] { $n } demandes
}
unit-campaigns = { $n ->
    [one] { $n } campagne
   *[other] { $n } campagnes
}
unit-mailings = { $n ->
    [one] { $n } envoi
   *[other] { $n } envois
}
unit-messages = { $n ->
    [one] { $n } message
   *[other] { $n } messages
}
unit-cases = { $n ->
    [one] { $n } cas
   *[other] { $n } cas
}
unit-rows = { $n ->
    [one] { $n } ligne
   *[other] { $n } lignes
}
unit-answers = { $n ->
    [one] { $n } réponse
   *[other] { $n } réponses
}
unit-participants = { $n ->
    [one] { $n } participant
   *[other] { $n } participants
}
unit-level = niveau { $n }

# Statistique
sample-size = effectif (n)
effective-sample-size = taille d'échantillon efficace
margin-of-error = marge d'erreur
confidence-interval = intervalle de confiance à { $level }
standard-error = erreur type
direction-higher-is-better = plus haut est meilleur
direction-lower-is-better = plus bas est meilleur
promoters = promoteurs
passives = passifs
detractors = détracteurs
target = objectif
benchmark = repère
wave = vague
persona = persona
channel = canal
stage = étape
touchpoint = point de contact
period = période
total = ensemble
out-of-scope = hors périmètre
of-participants = { $x } sur { $n } participants

# Bilan des problèmes
problem-errors = { $n ->
    [one] { $n } erreur
   *[other] { $n } erreurs
}
problem-warnings = { $n ->
    [one] { $n } avertissement
   *[other] { $n } avertissements
}
problem-error = erreur
problem-warning = avertissement
problem-note = note
problem-see = voir
problem-why = pourquoi
problem-help = que faire
problem-repeated = { $n ->
    [one] vu { $n } fois
   *[other] vu { $n } fois
}
