# Ce que le cœur constate de lui-même. Mêmes clés que en.ftl (un test le vérifie).

target-missed = { $title } : { $value } ({ $range }), sous l’objectif de { $target }, au-delà de la marge d’erreur.
target-missed-lower = { $title } : { $value } ({ $range }), au-dessus du plafond de { $target }, au-delà de la marge d’erreur.
target-met = { $title } : { $value } ({ $range }), l’objectif de { $target } est atteint, marge d’erreur comprise.
fell = { $title } : baisse de { $difference } entre { $from } et { $to } ({ $range }), plus que le hasard n’explique.
fell-persona = { $persona }, { $title } : baisse de { $difference } entre { $from } et { $to } ({ $range }), plus que le hasard n’explique.
rose = { $title } : hausse de { $difference } entre { $from } et { $to } ({ $range }), plus que le hasard n’explique.
rose-persona = { $persona }, { $title } : hausse de { $difference } entre { $from } et { $to } ({ $range }), plus que le hasard n’explique.
got-worse = { $title } : dégradation de { $difference } entre { $from } et { $to } ({ $range }), plus que le hasard n’explique.
got-worse-persona = { $persona }, { $title } : dégradation de { $difference } entre { $from } et { $to } ({ $range }), plus que le hasard n’explique.
got-better = { $title } : amélioration de { $difference } entre { $from } et { $to } ({ $range }), plus que le hasard n’explique.
got-better-persona = { $persona }, { $title } : amélioration de { $difference } entre { $from } et { $to } ({ $range }), plus que le hasard n’explique.
criterion-failed = { $criterion } : { $occurrences ->
    [one] un endroit
   *[other] { $occurrences } endroits
  } sur { $pages ->
    [one] une page
   *[other] { $pages } pages
  }.
level-below-target = { $title } : niveau { $level } ({ $name }), objectif { $target }.
level-reached = { $title } : niveau { $level } ({ $name }) atteint, objectif { $target }.
level-held-down = { $title } : évalué au niveau { $rated }, maintenu au niveau { $level } tant que { $n ->
    [one] un fondamental de l’expérience est défaillant
   *[other] { $n } fondamentaux de l’expérience sont défaillants
  }.
signal-below-raters = { $title } : les évaluateurs donnent le niveau { $rated } à « { $about } » ; { $signal }, ce qui plaide pour le niveau { $level }.
signal-above-raters = { $title } : les évaluateurs donnent le niveau { $rated } à « { $about } » ; { $signal }, ce qui plaide pour le niveau { $level } : la note est peut-être trop basse.
signal-feedback-age = { $value ->
    [one] la dernière réponse a { $value } jour
   *[other] la dernière réponse a { $value } jours
  }
signal-feedback-age-unknown = aucune réponse n’est datée
signal-feedback-frequency = les clients sont interrogés { $value } fois par an
signal-feedback-frequency-unknown = aucune réponse n’est datée
signal-touchpoints-measured = { $n ->
    [one] { $n } point de contact sur { $of } a une question avec des réponses
   *[other] { $n } points de contact sur { $of } ont une question avec des réponses
  }
signal-touchpoints-measured-unknown = le projet ne décrit aucun point de contact
signal-actions-closed = { $n ->
    [one] { $n } action sur { $of } est terminée
   *[other] { $n } actions sur { $of } sont terminées
  }
signal-actions-closed-unknown = le projet n’a pas d’action
signal-stores-apart = { $n ->
    [one] { $n } base de données clients sur { $of } n’est reliée à aucune autre
   *[other] { $n } bases de données clients sur { $of } ne sont reliées à aucune autre
  }
signal-stores-apart-unknown = le projet n’a pas de carte des données clients
signal-claims-assumed = { $n ->
    [one] { $n } affirmation sur { $of } au sujet des personas est une hypothèse de l’équipe
   *[other] { $n } affirmations sur { $of } au sujet des personas sont des hypothèses de l’équipe
  }
signal-claims-assumed-unknown = le projet n’affirme rien au sujet des personas
persona-without-data = { $persona } n’a aucune réponse : rien dans ce rapport n’est mesuré pour ce persona.
persona-without-rule = Aucune règle ne sélectionne les réponses de { $persona } : tout ce qui en est dit repose sur des affirmations.
personas-overlap = Chez { $persona }, { $share } des réponses ({ $range }, { $n } en tout) sont communes avec { $other } : les deux règles se recoupent.
rows-without-persona = { $survey } : { $share } des réponses ({ $range }, { $n } en tout) n’appartiennent à aucun persona.
no-moment-of-truth = Aucun point de contact n’est désigné comme moment de vérité : la carte ne dit pas où les clients se décident.
weak-moment = { $touchpoint }, moment de vérité : { $value } sur { $best }, sous le milieu du parcours ({ $middle }), au-delà de la marge d’erreur.
promise-broken = « { $promise } » : l’objectif n’est pas atteint à { $missed ->
    [one] un point de contact
   *[other] { $missed } points de contact
  } sur { $n }.
promise-unmeasured = « { $promise } » : rien ne mesure si elle est tenue.
nobody-accountable = { $activity } : personne n’en répond.
several-accountable = { $activity } : { $n } rôles en répondent, donc aucun à lui seul.

verdict-fell-at = { $title } : baisse de { $difference } depuis { $from } ; le parcours est au plus bas *au point de contact « { $touchpoint } », pour { $persona }* ({ $score } sur { $best }).
verdict-fell = *{ $title } : baisse de { $difference }* depuis { $from }, plus que le hasard n’explique.
verdict-rose = *{ $title } : hausse de { $difference }* depuis { $from }, plus que le hasard n’explique.
verdict-low-point = { $title } : { $value } ({ $range }) ; le parcours est au plus bas *au point de contact « { $touchpoint } », pour { $persona }* ({ $score } sur { $best }).
verdict-value = { $title } : *{ $value }* ({ $range }).
verdict-nothing = Aucun chiffre ne peut encore être donné : le projet ne contient pas de mesure avec assez de réponses.
to-be = parcours visé
everyone = l’ensemble des répondants

# Ce qu’une sonde à sélecteur a constaté, quand le plugin ne le dit pas lui-même.
select-value = « { $value } » n’est pas ce qui est attendu ici.
select-missing = rien ici ne correspond à { $selector }.
select-judged = une personne doit examiner ceci.
tool-failed = { $tool } { $version } signale { $rule }.
tool-failed-because = { $tool } { $version } signale { $rule } : { $reason }.
tool-open = { $tool } { $version } ne peut pas trancher { $rule } ici : une personne doit l’examiner.
select-too-many = ceci ne devrait pas être là ({ $count } en tout).
periods-later = +{ $n } { $n ->
    [one] période
   *[other] périodes
 }
