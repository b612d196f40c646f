# What the core itself finds. Same keys as fr.ftl (a test checks it).

target-missed = { $title }: { $value } ({ $range }), below the target of { $target }, beyond the margin of error.
target-missed-lower = { $title }: { $value } ({ $range }), above the ceiling of { $target }, beyond the margin of error.
target-met = { $title }: { $value } ({ $range }), the target of { $target } is met, margin of error included.
fell = { $title } fell by { $difference } between { $from } and { $to } ({ $range }), more than chance explains.
fell-persona = For { $persona }, { $title } fell by { $difference } between { $from } and { $to } ({ $range }), more than chance explains.
rose = { $title } rose by { $difference } between { $from } and { $to } ({ $range }), more than chance explains.
rose-persona = For { $persona }, { $title } rose by { $difference } between { $from } and { $to } ({ $range }), more than chance explains.
got-worse = { $title } got worse by { $difference } between { $from } and { $to } ({ $range }), more than chance explains.
got-worse-persona = For { $persona }, { $title } got worse by { $difference } between { $from } and { $to } ({ $range }), more than chance explains.
got-better = { $title } got better by { $difference } between { $from } and { $to } ({ $range }), more than chance explains.
got-better-persona = For { $persona }, { $title } got better by { $difference } between { $from } and { $to } ({ $range }), more than chance explains.
criterion-failed = { $criterion }: { $occurrences ->
    [one] one place
   *[other] { $occurrences } places
  } on { $pages ->
    [one] one page
   *[other] { $pages } pages
  }.
level-below-target = { $title }: level { $level } ({ $name }), target { $target }.
level-reached = { $title }: level { $level } ({ $name }) reached, target { $target }.
level-held-down = { $title }: rated level { $rated }, held at level { $level } as long as { $n ->
    [one] a fundamental of the experience is broken
   *[other] { $n } fundamentals of the experience are broken
  }.
signal-below-raters = { $title }: raters say level { $rated } of “{ $about }”; { $signal }, which speaks for level { $level }.
signal-above-raters = { $title }: raters say level { $rated } of “{ $about }”; { $signal }, which speaks for level { $level }: it may be underrated.
signal-feedback-age = { $value ->
    [one] the latest answer is { $value } day old
   *[other] the latest answer is { $value } days old
  }
signal-feedback-age-unknown = no answer has a date
signal-feedback-frequency = { $value ->
    [one] answers are asked for { $value } time a year
   *[other] answers are asked for { $value } times a year
  }
signal-feedback-frequency-unknown = no answer has a date
signal-touchpoints-measured = { $n } of { $of } touchpoints have a question with answers
signal-touchpoints-measured-unknown = the project describes no touchpoint
signal-actions-closed = { $n } of { $of } actions are done
signal-actions-closed-unknown = the project has no action
signal-stores-apart = { $n } of { $of } stores of customer data are connected with no other
signal-stores-apart-unknown = the project has no map of customer data
signal-claims-assumed = { $n } of { $of } claims about personas are the team’s assumption
signal-claims-assumed-unknown = the project has no claim about personas
persona-without-data = { $persona } has no answers: nothing in this report is measured for this persona.
persona-without-rule = { $persona } has no rule that selects its answers: all that is said of this persona rests on claims.
personas-overlap = { $persona } and { $other } overlap: { $share } of { $persona }’s answers ({ $range }, { $n } in all) are { $other }’s too.
rows-without-persona = { $survey }: { $share } of answers ({ $range }, { $n } in all) belong to no persona.
no-moment-of-truth = No touchpoint is marked as a moment of truth: the map does not say where customers make up their minds.
weak-moment = { $touchpoint }, a moment of truth, stands at { $value } out of { $best }: below the middle of the journey ({ $middle }), beyond chance.
promise-broken = “{ $promise }”: the target is missed at { $missed ->
    [one] one touchpoint
   *[other] { $missed } touchpoints
  } of { $n }.
promise-unmeasured = “{ $promise }”: nothing measures whether it is kept.
nobody-accountable = { $activity }: nobody answers for it.
several-accountable = { $activity }: { $n } roles answer for it, so that none does alone.

verdict-fell-at = { $title } fell by { $difference } since { $from }; the journey is weakest *at “{ $touchpoint }” for { $persona }* ({ $score } out of { $best }).
verdict-fell = *{ $title } fell by { $difference }* since { $from }, more than chance explains.
verdict-rose = *{ $title } rose by { $difference }* since { $from }, more than chance explains.
verdict-low-point = { $title } stands at { $value } ({ $range }); the journey is weakest *at “{ $touchpoint }” for { $persona }* ({ $score } out of { $best }).
verdict-value = { $title } stands at *{ $value }* ({ $range }).
verdict-nothing = No figure can be stated yet: the project holds no measure with enough answers.
to-be = as it should be
everyone = everyone

# What a selector probe found, where the plugin has no words of its own.
select-value = “{ $value }” is not what is expected here.
select-missing = nothing here matches { $selector }.
select-judged = a person has to look at this.
tool-failed = { $tool } { $version } reports { $rule }.
tool-failed-because = { $tool } { $version } reports { $rule }: { $reason }.
tool-open = { $tool } { $version } cannot decide { $rule } here: a person has to look.
select-too-many = this should not be here ({ $count } in all).
periods-later = +{ $n } { $n ->
    [one] period
   *[other] periods
 }
