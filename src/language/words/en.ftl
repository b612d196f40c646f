# The words of parcours' core. Same keys as fr.ftl (a test checks it).

# Outcome of a check: outcome-<kind>-<EARL word>
outcome-kpi-passed = Target met
outcome-kpi-failed = Target missed
outcome-kpi-cannot-tell = Not conclusive
outcome-kpi-not-applicable = No target
outcome-kpi-untested = Not assessed
outcome-maturity-passed = Met
outcome-maturity-failed = Not met
outcome-maturity-cannot-tell = To be checked
outcome-maturity-not-applicable = Not applicable
outcome-maturity-untested = Not assessed
outcome-website-passed = Met
outcome-website-failed = Not met
outcome-website-cannot-tell = To be checked
outcome-website-not-applicable = Not applicable
outcome-website-untested = Not assessed

# What a claim rests on
grade-measured = measured
grade-observed = observed
grade-assumed = team's assumption
grade-quoted = quoted

# Protection of respondents
withheld = not shown (too few answers)
withheld-short = not shown
redacted = redacted

# Priority of a finding
severity-high = high priority
severity-medium = medium priority
severity-low = low priority

# Kinds of checks
kind-kpi = indicator
kind-maturity = maturity
kind-website = website

# Units
unit-points = { $n ->
    [one] { $n } point
   *[other] { $n } points
}
unit-customers = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
unit-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
unit-visitors = { $n ->
    [one] { $n } visitor
   *[other] { $n } visitors
}
unit-sessions = { $n ->
    [one] { $n } session
   *[other] { $n } sessions
}
unit-steps = { $n ->
    [one] { $n } step
   *[other] { $n } steps
}
unit-purchases = { $n ->
    [one] { $n } purchase
   *[other] { $n } purchases
}
unit-contacts = { $n ->
    [one] { $n } request
   *[other] { $n } requests
}
unit-campaigns = { $n ->
    [one] { $n } campaign
   *[other] { $n } campaigns
}
unit-mailings = { $n ->
    [one] { $n } mailing
   *[other] { $n } mailings
}
unit-messages = { $n ->
    [one] { $n } message
   *[other] { $n } messages
}
unit-cases = { $n ->
    [one] { $n } case
   *[other] { $n } cases
}
unit-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
unit-answers = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}
unit-participants = { $n ->
    [one] { $n } participant
   *[other] { $n } participants
}
unit-level = level { $n }

# Statistics
sample-size = answers (n)
effective-sample-size = effective sample size
margin-of-error = margin of error
confidence-interval = { $level } confidence interval
standard-error = standard error
direction-higher-is-better = higher is better
direction-lower-is-better = lower is better
promoters = promoters
passives = passives
detractors = detractors
target = target
benchmark = benchmark
wave = wave
persona = persona
channel = channel
stage = stage
touchpoint = touchpoint
period = period
total = all
out-of-scope = out of scope
of-participants = { $x } of { $n } participants

# Count of problems
problem-errors = { $n ->
    [one] { $n } error
   *[other] { $n } errors
}
problem-warnings = { $n ->
    [one] { $n } warning
   *[other] { $n } warnings
}
problem-error = error
problem-warning = warning
problem-note = note
problem-see = see
problem-why = why
problem-help = what to do
problem-repeated = { $n ->
    [one] seen once
   *[other] seen { $n } times
}
