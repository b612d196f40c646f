# Les mots des gabarits. Mêmes clés que en.ftl (un test le vérifie).

# Sur chaque page
skip = Aller au contenu
menu = Menu
pages = Pages
on-this-page = Sur cette page
languages = Autre langue
as-of = données au { $day }
inputs = { $n ->
    [one] { $n } fichier lu, empreinte et méthode
   *[other] { $n } fichiers lus, empreintes et méthode
}
commit = version du projet { $commit }
figure-data = Les chiffres de ce graphique
answered-by = Traité par
yes = oui
no = non
sources-cited = sources citées

# Synthèse
key-figures = Chiffres clés
margin-note = Chaque fourchette est la marge d'erreur à 95 %. Le repère pointillé est l'objectif.
weighs = Ce qui pèse
carries = Ce qui porte
decisions = Décisions demandées
decision = Décision
about = Porte sur
decided-by = Décide
cost = Coût
gain = Gain attendu
due = Avant le
unknown = Ce que nous ne savons pas

# Indicateurs
kpis-lead = Chaque valeur avec sa marge d'erreur à 95 %, son nombre de réponses et, s'il y en a un, son objectif.
kpis-general = La relation dans son ensemble
kpis-tables = Ce que font les clients : achats, visites, contacts
kpis-touchpoints = Point de contact par point de contact, le plus faible d'abord
result = Résultat
beside = À côté :
quoted-from = chiffre cité de
kpi-findings = Ce qu'il faut en retenir
changes = D'une vague à l'autre
who = Qui
from-to = De quand à quand
difference = Écart
margin = Marge d'erreur à 95 %
answers = Réponses
p-value = p corrigé
detectable = Décelable à partir de
without-weights = sans redressement
margin-of = Redressé sur : { $dimension }
population = Population
answers-before = Réponses avant redressement
against-rest = Face au reste
reading = Lecture
in-their-words = Avec leurs mots
breakdowns = Les chiffres, groupe par groupe
by = Par { $dimension }
value = Valeur
how-computed = Comment c'est calculé
not-concluded = Ce que ce chiffre ne permet pas de conclure
sources = Sources
computed-by = Calculé par le module { $plugin }.

# Constats
findings-lead = Chaque constat garde son numéro d'une vague à l'autre. Il renvoie au chiffre qui le montre, aux mots de clients qui l'expliquent et aux actions qui y répondent.

# Personas
personas-lead = Qui sont les clients, ce que nous en savons et d'où nous le savons : chaque affirmation dit ce qui la fonde.
persona-share = Part des réponses :
preferred-channels = canaux préférés :
goals = Ce que cette personne cherche
pains = Ce qui la gêne
persona-findings = Ce qui ressort
persona-scores = Les indicateurs de { $name }
indicator = Indicateur
everyone = Ensemble

# Parcours
customer-goal = Ce que le client y cherche :
why-assumed = Pourquoi nous le pensons :
pains-there = Irritants
opportunities-there = Pistes
curves-by-persona = La courbe de chaque persona :
expectations = Ce que le client attend
weakest-touchpoints = Les points de contact les plus faibles
maps = Cartes d’un seul client, côte à côte
blueprint = Étape « { $stage } » : qui fait quoi

# Canaux
channels-lead = Ce que l'on peut faire sur chaque canal, comment il est noté, et ce que devient un dossier qui passe de l'un à l'autre.
channels-catalogue = Les canaux
channel-goals = On peut y :
channel-no-goal = Aucun objectif client n'y est déclaré : il n'est pas compté comme canal de service.
channel-personas = Préféré de :
channel-touchpoints = Points de contact :
hand-overs = Les relais entre canaux
from-channel-to = D'un canal à l'autre
case = Le dossier est
shared = En commun
finishes = S'y termine
shown-by = Ce qui le montre

# Site web
website-lead = { $judged ->
    [0] Aucune des six règles n'est encore évaluée.
    [one] Une des six règles d'un bon site est évaluée ici ; les autres sont dites « non évaluées », jamais devinées.
    [6] Les six règles d'un bon site, jugées sur la copie de ses pages ; ce qu'une machine ne peut pas décider est dit « à vérifier ».
   *[other] { $judged } règles sont évaluées ici ; les autres sont dites « non évaluées », jamais devinées.
}
website-pages = { $n ->
    [one] { $n } page lue
   *[other] { $n } pages lues
}
six-rules = Les six règles
own-rules = Les règles propres à ce projet
criteria-failed = Non conforme
criteria-open = À vérifier par une personne
criteria-passed = { $n ->
    [one] { $n } critère conforme
   *[other] { $n } critères conformes
}
criteria-other = { $n ->
    [one] { $n } critère sans objet ou non évalué
   *[other] { $n } critères sans objet ou non évalués
}
friction = irritant pour le client
to-mend = À faire :
answers-caption = Questions des clients, sans réponse d'abord
answers-question = Question
answers-answer = Meilleur passage
answers-place = Où
how-judged = Comment c'est jugé
pages-read = Les pages lues
said-by = avis retenu :
holds-score-down = plafonne le score
also-set-apart = Aussi :
answers-given = Ce qui a été répondu
shown-in = Capture :
differences = Avis divergents
felt = Ressenti
felt-note = Ce que disent les répondants, à côté du score et jamais dedans.
worst-pages = Les pages où il y a le plus à faire
worst-note = Classées par le poids des critères non conformes sur la page.
page = Page
criteria-not-met = Critères non conformes
weight-not-met = Poids
site-structure = Comment les pages s’enchaînent
clicks-from-home = Clics depuis l’accueil
number-of-pages = Pages
unreachable-pages = Pages qu’aucun lien n’atteint depuis l’accueil
dead-ends = Pages sans issue : aucun lien vers une autre page du site
no-unreachable = Toutes les pages s’atteignent par des liens, et toutes mènent ailleurs.
speed = Rapidité mesurée dans un navigateur
speed-note = Mesures de laboratoire, non d’usage réel. Repères : LCP 2,5 s, CLS 0,1, TBT 200 ms.
lcp = LCP (s)
cls = CLS
tbt = TBT (ms)
runs = Mesures
browser-results = Résultats de navigateur pris en compte
exports = Tous les constats : exports/website-findings.csv ; toutes les pages : exports/website-pages.csv.

# Maturité
maturity-lead = Un niveau n'est pas une note : il dit ce que l'organisation fait déjà et ce qui manque pour le suivant.
fundamentals-first = Les fondamentaux d’abord
agreement = Les évaluateurs sont-ils d’accord ?
signals = Ce que disent le projet et ses données
signals-note = Calculé, jamais évalué : un chiffre ne change aucun niveau. Les seuils entre niveaux sont les nôtres ; à partir de deux niveaux d’écart, il y a contradiction, et quelqu’un doit regarder.
signal-speaks = Ce chiffre plaide pour le { $level }.
evidence-link = ce qui l’appuie
not-rated = non évalué
missing-for-next = Ce qui manque pour le niveau suivant
levels = Les niveaux
next-step = Prochain pas :
ratings = Les évaluations
statement = Énoncé

# Plan d'action
actions-lead = Ce qui sera fait, par qui, pour quand, et à quel constat cela répond.
actions-open = À décider, à faire
actions-dropped = Abandonné
you-said = « Vous nous avez dit, nous avons agi »
effect-note = L'effet compare les vagues d'avant et d'après. Il constate une évolution dans le temps ; il n'en démontre pas la cause.
overdue = en retard
owner = Responsable
effort = Effort
expected = Changement attendu
done-on = Fait le

# Pages du projet
other-language = Cette page n'existe pas en français.

# Méthode
method-lead = Ce qui a été lu, comment c'est calculé, ce qui est protégé, et comment lire les chiffres.
method-sources = Ce qui a été recueilli
period-is = Période étudiée : { $span }.
method-protected = La protection des répondants
withheld-log = Combien de cases de tableau de chaque question ne sont pas diffusées, et pourquoi
withheld-question = Questions
withheld-table = Ventilation
withheld-small = Effectif insuffisant
withheld-unanimous = Réponses unanimes
withheld-dominated = Une ligne fait presque tout un montant
withheld-wave = Trop proche d'une autre vague
withheld-subtraction = En révélerait une autre
method-reading = Comment lire ce rapport
reading-interval = La marge d'erreur (intervalle de confiance à 95 %) mesure le hasard de l'échantillon, et lui seul.
reading-change = Un écart entre deux vagues est dit « au-delà du hasard » si son intervalle exclut zéro et si la probabilité corrigée pour toutes les comparaisons avec la vague la plus récente du rapport (méthode de Holm) est sous 5 %. Sinon il est « non concluant », ce qui ne veut pas dire nul. Les personnes qui ont répondu aux deux vagues se reconnaissent à la colonne des répondants, si l'enquête en a une : le test tient alors compte de ce que leurs deux réponses vont de pair. Sinon, les vagues sont comparées comme si d'autres personnes avaient répondu.
reading-group = Un groupe « se détache » quand il diffère, au-delà du hasard, de toutes les personnes qui n'en sont pas, tous les groupes du rapport étant corrigés ensemble (méthode de Benjamini et Hochberg). Que deux intervalles se recouvrent ou non ne décide de rien.
reading-hypothesis = Ce que l'équipe suppose est dessiné en pointillé et nommé hypothèse.
reading-benchmark = Un chiffre venu d'ailleurs est cité avec sa source et son année, et n'est pas dessiné comme les nôtres.
reading-no-score = Il n'y a pas de note globale : elle cacherait ce qui va et ce qui ne va pas.
method-checks = Ce qui a été évalué
check = Évaluation
kind = Genre
what = Ce qu'elle dit
version = Module
method-inputs = Les fichiers lus
method-read-as = lu comme un export de { $tool }
file = Fichier
rows = Lignes
rejected = Illisibles
bytes = Octets
digest = Empreinte
method-problems = Ce qu'il faut savoir des données

# Sources
references-lead = Les sources que citent ces pages, et si la source première a été lue.
source-seen = source première lue
source-not-seen = source première non lue

# Ce que disent les clients
verbatims-lead = Les verbatims par thème et par tonalité, et ce que les clients voudraient voir faire.
sentiment = Tonalité
share = Part
topics = Thèmes
topic = Thème
topics-note = Un verbatim peut avoir plusieurs thèmes, ou aucun ; les thèmes qui ont moins de verbatims que le minimum ne sont pas diffusés.
negative-share = Dont négatifs
typical-note = Verbatims dont les mots sont aussi ceux de la plupart des autres du même thème, choisis par règle.
agreement-people = Personnes et dictionnaires
precision = Précision
recall = Rappel
kappa = κ
ideas = Le registre des idées
ideas-note = Saisi à la main ; à côté de chaque idée, le nombre de verbatims qui suggèrent quelque chose sur son thème.
idea = Idée
idea-who = Qui
idea-touchpoint = Point de contact
idea-times = Fréquence
idea-decision = Décision
idea-action = Action
suggested = Ce que suggèrent les verbatims
suggested-note = Verbatims qui contiennent des mots comme « il faudrait » ou « pourriez-vous », par thème : des candidats pour le registre, sur lesquels des personnes décident.
replay = enregistrement de la visite
behind = Ce qu’ils disent, selon la note
behind-note = Verbatims de ceux qui ont donné chaque note, par thèmes les plus fréquents : des mots à côté d’une note, non sa cause.

# Organisation, promesse, glossaire, priorités
organisation-lead = Ce que les clients ne voient jamais et sentent toujours : où est gardé ce que l’on sait d’eux, comment cela circule, qui fait quoi.
stores = Les bases de données sur les clients
store = Base
holds = Ce qu’elle contient
outside = hors de l’organisation
raci = Qui fait quoi
raci-note = A répond du résultat, R fait le travail, C est consulté avant, I est informé après.
activity = Activité
promise-lead = Ce que la marque promet, à côté de ce que vivent les clients à chaque point de contact concerné.
measured-by = Mesuré par
glossary = Glossaire
timeline = Chronologie
priority-note = Par ordre de priorité : poids × écart × portée ÷ effort, pour le constat où ce produit est le plus grand. L’écart (0 à 1) est la distance entre le constat et ce qui devrait être, la portée est la part des répondants concernés, l’effort compte 1, 2 ou 3. Le poids vaut 1 tant qu’aucune analyse des facteurs associés n’en donne un autre. Le produit ne fait qu’ordonner les actions.
unanswered = Constats auxquels aucune action ne répond
idle-actions = Actions qui ne répondent à aucun constat
told-lead = Ce que les clients nous ont dit, ce qui a été fait, et ce que le chiffre est devenu. Une évolution est constatée ; sa cause n’est pas démontrée.
you-told-us = Vous nous avez dit
what-became = Ce que cela a donné
effect-not-measured = Aucun chiffre n’a été désigné qui devait bouger.
ticket = Ticket

# Irritants et enjeux
frictions-lead = Ce qui gêne le client, qui que ce soit qui le dise : les répondants, la copie du site, les entretiens et parcours observés, l’équipe. Ce qui est dit d’un même point de contact forme une seule entrée.
register = Le registre des irritants
no-action = Aucune action n’y répond encore.
value-at-stake = Ce qui est en jeu
stake-note = Montants annuels, du moins au plus que permettent les hypothèses ci-dessous. On suppose que les clients qui répondent mal partent ou appellent aussi souvent qu’il est écrit : c’est ce qui accompagne les mauvaises réponses, pas ce qu’une correction rapporterait. Les montants ne s’additionnent pas, car un même client peut être mal servi à plusieurs points de contact.
stake-note-short = Montants annuels, sous des hypothèses écrites : ce qui accompagne les mauvaises réponses, pas ce qu’une correction rapporterait. Ils ne s’additionnent pas.
assumptions = Les hypothèses, chacune avec ce sur quoi elle repose
assumptions-everywhere = À tous les points de contact
assumption = Chiffre
low-high = Du moins au plus
founded = C’est
reason = Pourquoi
touchpoint = Point de contact
badly-served = Clients mal servis
revenue-at-risk = Chiffre d’affaires exposé
cost-to-serve = Coût de traitement
expected-figures = Gain attendu, en chiffres
actions-exports = Les mêmes en tableaux : exports/actions.csv et exports/actions.xlsx.

# Personas et canaux
preference = Les canaux que chaque persona utilise
preference-note = Part des réponses de chaque persona sur chaque canal, sans redressement, avec sa marge d’erreur à 95 % ; « préféré, selon l’équipe » est ce qu’elle déclare. Compté sur :
persona = Persona
said-to-prefer = préféré, selon l’équipe

alerts = Alertes : ce qui s’est dégradé
alert-again = Des verbatims de cette vague figurent plus haut, avec
alert-no-words = Aucun verbatim de cette vague ne peut être diffusé.
constructs = Ce que ses questions mesurent ensemble
construct = Construit
construct-questions = { $construct } : ses questions
alpha = Alpha
alpha-n = n de l'alpha
projection = Projection
projected-period = Période à venir
projected-value = Valeur attendue
projected-range = Chiffre mesuré, intervalle de prévision à 95 %
projected-level = Vrai niveau, intervalle à 95 %
projection-so-far = Ce que de telles projections ont donné jusqu'ici
projection-way = Projeté par
projection-error = Écart moyen
projection-coverage = Dans l'intervalle à 95 %
projection-width = Sa largeur moyenne
key-drivers = Facteurs explicatifs clés

# Questionnaire
questionnaire-items = { $n ->
    [one] { $n } énoncé.
   *[other] { $n } énoncés.
}
questionnaire-date = Date :
questionnaire-answer = De { $low } à { $high } :

# Canaux croisés avec les buts et entre eux
coverage = Ce que l’on peut atteindre sur chaque canal
coverage-note = Les buts des clients par canal de service. Un point de contact qui a l’un de ces buts compte pour son canal.
goal = But
one-channel-only = sur un seul canal
hand-over-matrix = Ce que devient une demande
hand-over-matrix-note = Du canal de la ligne à celui de la colonne.
from-to-channels = De → vers
consistency = Ce que chaque paire de canaux a en commun
consistency-note = « Un sens » vaut dans une direction seulement. Les paires sont celles entre lesquelles un relais est décrit.
pair = Canaux
silent-pairs = Aucun relais n’est décrit entre :
channel-ladder = Où en sont les canaux :
reconciled-list = Liste
reconciled-people = Personnes
reconciled-identified = Identifiées
reconciled-found = Retrouvées dans l’autre
reconciled-figure = Chiffre
reconciled-value = Valeur
reconciled-field = Champ
reconciled-same = S’accorde si c’est la même personne
reconciled-other = S’accorde si elles sont deux
