# The sentences that pages and charts put together. Same keys as fr.ftl (a test checks it).

# Numbers and what follows them
word-points = { $n ->
    [one] point
   *[other] points
}
word-places = { $n ->
    [one] place
   *[other] places
}
out-of = / { $highest }
data-as-of = data as of { $day }
waves = { $n } waves
notes = { $n ->
    [one] { $n } interview or observation
   *[other] { $n } interviews and observations
}
target-is = target { $value }
since = Since “{ $period }”
beyond-margin = a clear change, beyond the margin of error
within-margin = not conclusive, within the margin of error
website-rule = Website: { $rule }
criteria-met-everywhere = criteria met everywhere
share-checked = established on { $share } of the criteria's weight
everyone = Everyone
name-for = { $name }, { $persona }
value-with-answers = { $value } ({ $n })
n-then-n = { $before } then { $after }
n-then-n-both = { $before } then { $after }, of whom { $both } both times

# Overview: what we do not know
unknown-hypotheses = { $n ->
    [one] One touchpoint is not measured ({ $names }): there the curve is the team's assumption, drawn dashed.
   *[other] { $n } touchpoints are not measured ({ $names }): there the curve is the team's assumption, drawn dashed.
}
unknown-withheld = { $n ->
    [one] One result is not shown (too few answers): it rests on fewer than { $minimum } people or on an amount that nearly all comes from one of them, or would give another one away.
   *[other] { $n } results are not shown (too few answers): they rest on fewer than { $minimum } people or on an amount that nearly all comes from one of them, or would give another one away.
}
unknown-persona = No answer can be told to come from { $name }: what we say of them does not come from the survey.
unknown-website = { $rule }: { $share } of the criteria's weight is still to be checked by a person.
unknown-rules = { $n ->
    [one] One of the six rules for the website is not yet assessed.
   *[other] { $n } of the six rules for the website are not yet assessed.
}
unknown-rejected = { $n ->
    [one] One row of the data could not be read; it is counted nowhere.
   *[other] { $n } rows of the data could not be read; they are counted nowhere.
}

# Titles of pages
page-overview = Overview
page-journey = The journey, stage by stage
page-kpis = The indicators
page-findings = The findings
page-personas = The personas
page-channels = The channels
page-website = The website
page-maturity = Maturity
page-actions = The action plan
page-told = You told us, we acted
nav-told = You told us
page-method = Method
page-references = Sources cited
nav-group-overview = Overview
nav-group-customers = Customers
nav-group-results = Results
nav-group-company = Company
nav-group-actions = Findings and actions
nav-group-about = About
nav-overview = Overview
nav-journey = Journey
nav-kpis = Indicators
nav-findings = Findings
nav-personas = Personas
nav-channels = Channels
nav-website = Website
nav-maturity = Maturity
nav-actions = Action plan
nav-method = Method
nav-references = Sources

# Findings
findings-high = High priority
findings-medium = Medium priority
findings-low = Low priority
findings-strength = Strengths
severity-strength = strength
on-pages = { $failed ->
    [one] { $failed } page of { $checked }
   *[other] { $failed } pages of { $checked }
}

# Page of an indicator
scale-alone = Scale from { $low } to { $high }
scale-higher-is-better = Scale from { $low } to { $high }, higher is better
scale-lower-is-better = Scale from { $low } to { $high }, lower is better
close-figure = Exact value: { $value }, { $range } ({ $level } confidence interval, { $n })
unweighted = Without weights: { $value }, { $range } ({ $n }). By their weights these answers are worth { $effective } (design effect { $design }).
unweighted-in-short = Without weights: { $value }, { $range }.
weights-raked = Answers are weighted to the population by raking ({ $margins }).
weights-post-stratified = Answers are weighted to the population by post-stratification ({ $margins }).
weights-source = Source: { $source }, { $date }.
weights-range = Weights run from { $smallest } to { $largest }.
weights-by-period = Each period is weighted on its own, so that a change between two of them is no change in who answered
weights-caps = No answer counts less than { $low } or more than { $high } times the average one; { $share } of answers stand at one of these limits
weights-distance = Because of these limits, one value stays { $distance } points from its share of the population
not-counted = Not counted: { $parts }.
missing-blank = { $n ->
    [one] { $n } blank answer
   *[other] { $n } blank answers
}
missing-not-an-answer = { $n ->
    [one] { $n } “not applicable” or “do not know”
   *[other] { $n } “not applicable” or “do not know”
}
missing-out-of-scale = { $n ->
    [one] { $n } value outside the scale
   *[other] { $n } values outside the scale
}
change-up = up, beyond chance
change-down = down, beyond chance
change-not-conclusive = not conclusive
change-family = { $n ->
    [one] A single comparison with the latest wave in the whole report: its probability needs no correction.
   *[other] Probabilities are corrected for the { $n } comparisons with the latest wave in this report, of all indicators and personas (Holm's method).
}
change-family-older = { $n ->
    [one] Between older waves, a single comparison.
   *[other] Between older waves, probabilities are corrected for { $n } comparisons (Benjamini and Hochberg's method, which lets through about one false alarm in twenty of those it finds).
}
change-detectable = With n = { $before } and then { $after }, everyone's figure has to change by about { $size } for the test to find it four times out of five: what is smaller can hardly be told from chance.
group-above = above, beyond chance
group-below = below, beyond chance
groups-withheld-amounts = Groups of fewer than { $minimum } people are not shown, so that nobody is recognised, nor are those in which one row makes up nearly all of the amount (more than 85%), nor those that would give them away by subtraction.
withheld-whole-too-few = Not shown: fewer than { $minimum } people answered. So small a group is not shown, so that nobody is recognised.
withheld-whole-dominated = Not shown: one row makes up more than 85% of the amount, so that the figure would tell what it is worth.
cell-dominated = not shown (one row makes up nearly all of the amount)
cell-wave = not shown (too close to another wave)
groups-withheld-waves = A wave that differs from the one before by fewer than { $minimum } answers is not shown either: the difference of the two would tell what these few answered.
groups-withheld = Groups of fewer than { $minimum } people are not shown, so that nobody is recognised, nor are those that would give them away by subtraction.
rest-family = { $n ->
    [one] A group is compared with everyone who is not in it: a single comparison in the whole report.
   *[other] Each group is compared with everyone who is not in it. Probabilities are corrected for the { $n } comparisons of groups in this report (Benjamini and Hochberg's method).
}
formula-net-share = 100 × ({ $plus } promoters − { $minus } detractors) ÷ { $n } answers = { $result }
formula-share = { $count } answers from { $from } to { $to } ÷ { $n } answers = { $result }
formula-share-one = { $count } answers “{ $from }” ÷ { $n } answers = { $result }
formula-mean = Sum of scores { $sum } ÷ { $n } answers = { $result }
missing-field = { $n ->
    [one] { $n } row with a blank
   *[other] { $n } rows with a blank
}
missing-outside-base = { $n ->
    [one] { $n } row outside the group it is counted among
   *[other] { $n } rows outside the group they are counted among
}
missing-unreadable = { $n ->
    [one] { $n } row that cannot be read
   *[other] { $n } rows that cannot be read
}
formula-rate = { $of } ÷ { $among } = { $result }
formula-all-periods = All waves together: { $formula }
formula-average = Sum { $sum } ÷ { $n } = { $result }
no-trend = No trend: this figure is not worked out by period.
no-trend-periods = No trend: the table “{ $table }” is not cut into periods. With “periods” beside its columns in the project, this figure is worked out by month, quarter or year.
no-trend-day = No trend: the table “{ $table }” does not say which day its rows are of. With its column of dates and “periods” in the project, this figure is worked out by month, quarter or year.
no-trend-invited = No trend: “{ $table }” says how many people were invited in all. With a number for each wave under “invited” in the project, this figure is worked out by wave.
no-trend-yet = No trend yet: the data cover one period only, “{ $period }”.
formula-ratio = Sum above the line { $of } ÷ sum below it { $over } = { $result }
formula-rest = 1 − sum { $of } ÷ sum below the line { $over } = { $result }
formula-rest-less = 1 − (sum { $of } − sum taken off { $less }) ÷ sum below the line { $over } = { $result }
formula-ratio-less = (Sum { $of } − sum taken off { $less }) ÷ sum below the line { $over } = { $result }
interval-student-t-ratio = The interval follows Student's distribution, with the error of a ratio of sums, linearised over rows.
interval-order-statistics = The interval lies between two values of the data themselves, whatever their distribution.
interval-log-log = The error is Greenwood's; the interval is made on the scale ln(−ln S), so that it stays between 0 and 100%.
interval-log-growth = The interval is that of the logarithm of the quotient; rows are taken to come by chance, in number as in amount.
interval-newcombe = The interval is Newcombe's, made from the Wilson intervals of both groups.
interval-jackknife = The interval comes from 64 groups of rows, of which each is left out once.
difference-welch-ratio = The interval of each difference joins the errors of both figures, with Satterthwaite's degrees of freedom.
difference-greenwood = The interval of each difference joins Greenwood's errors of both curves.
interval-adjusted-wald = The interval is the adjusted Wald interval, which holds with few answers.
interval-wilson = The interval is Wilson's, which holds close to 0 and 100%.
interval-adjusted-wald-kish = The interval is the adjusted Wald interval; as answers are weighted, it counts Kish's effective sample size, which is smaller than the number of answers.
interval-wilson-kish = The interval is Wilson's; as answers are weighted, it counts Kish's effective sample size, which is smaller than the number of answers.
interval-student-t = The interval follows Student's distribution.
interval-student-t-linearised = The interval follows Student's distribution; as answers are weighted, the standard error is linearised, which makes it larger than without weights.
difference-adjusted-wald = The interval of each difference joins the standard errors of both waves, adjusted as for a single score.
difference-newcombe = The interval of each difference is Newcombe's, made from the Wilson intervals of both waves.
difference-welch-t = The interval of each difference follows Welch's method, which does not ask for the same spread in both waves.
difference-linearised-z = The interval of each difference joins the linearised standard errors of both waves, which take the weights into account.
difference-overlapping-t = Where people answered both times, the interval of the difference follows Student's distribution and takes into account that their two answers go together.
caution-sampling = The margin of error measures only the luck of the sample. It says nothing of those who did not answer.
caution-rows = The margin of error measures only the luck of which customers and days the table holds. It says nothing of what the table leaves out.
caution-few = With n below 100, only large differences show.
caution-points = This score is a number of points, from −100 to +100. It is neither a percentage nor a mean of the scores.
caution-not-conclusive = Not conclusive does not mean that nothing changed: these data cannot tell.
caution-personas = One person may belong to several personas: their numbers do not add up.
caution-cause = Two figures that move together are associated. This does not say which acts on the other.
caution-benchmark = A quoted figure comes from another survey, with other questions and other customers: it situates, it does not rank.
caution-projection = A projection carries on what was: it knows of no season, no action and no competitor. It is neither a target nor a promise.

# Projection of an indicator
projection-refused-no-periods = The project asks for a projection, and there is none: this figure is not worked out by period.
projection-refused-undated = The project asks for a projection, and there is none: nothing says when its waves were, so how far the next one is cannot be known either.
projection-refused-uneven = The project asks for a projection, and there is none: its periods do not lie at even distances, and a projection goes on by steps of one length.
projection-refused-gaps = The project asks for a projection, and there is none: more periods are missing between the first and the last than have a figure.
projection-refused-too-few = { $n ->
    [one] The project asks for a projection, and there is none: one period has a figure with a margin of error, and fewer than { $least } do not tell how far it drifts.
   *[other] The project asks for a projection, and there is none: { $n } periods have a figure with a margin of error, and fewer than { $least } do not tell how far it drifts.
}
projection-refused-still = The project asks for a projection, and there is none: all figures are the same and without sampling error, so nothing says how far they may drift.
projection-local-level = Projected from { $n } periods by a local level: the true level drifts by about { $drift } from one period to the next, in no direction known beforehand, and each figure is that level give or take its own sampling error. What is expected is where the level stands now.
projection-damped-trend = Projected from { $n } periods by a damped trend: the level goes on as it has been going, by less each period ({ $damping } of the slope is left), with a drift of about { $drift } a period besides, and each figure is that level give or take its own sampling error.
projection-no-trend-yet = A trend is tried from { $least } periods on: fewer cannot tell one from drift.
projection-trend-left = A damped trend was tried too, and explains the figures no better than its two further parameters would by chance (AICc { $trend }, against { $level } without a trend; the smaller one is taken).
projection-trend-taken = The damped trend was taken because it explains the figures better, its two further parameters counted (AICc { $trend }, against { $level } without a trend; the smaller one is taken).
projection-gaps = { $n ->
    [one] One period in between has no figure that can be shown. It is left open, not filled in.
   *[other] { $n } periods in between have no figure that can be shown. They are left open, not filled in.
}
projection-drawn = The band in the chart is the prediction interval of the figure that will be measured: it counts the drift of the level, how little is known of that drift, and the sampling error of a period as large as the last three. The true level, which no survey shows, has the narrower interval.
projection-cut = Where an interval went beyond an end of the scale, it is cut there.
projection-unchecked = This cannot be checked yet: no period has { $least } periods before it.
projection-checked = { $n ->
    [one] The latest period was projected from those before it alone, as if it were not yet known, and held against what was measured.
   *[other] The { $n } latest periods that have enough before them were each projected one ahead, from those before alone, as if they were not yet known, and held against what was measured.
}
projection-this = This projection
projection-last-value = The last value, unchanged
projection-held = { $held } of { $n } ({ $range })
projection-better = The projection came nearer than the last value, more often than chance explains ({ $nearer } times in { $n }, { $p }).
projection-no-better = On the average, the projection came no nearer than the last value: for what comes next, the last figure is as good a guess.
projection-cannot-tell = The projection came nearer on the average, but chance may explain it ({ $nearer } times in { $n }, { $p }): do not count on its being better than the last value.
projection-too-narrow = Fewer figures lay in the intervals than the { $level } they announce: take them for too narrow.
projection-one-ahead = Only one period ahead is checked: what is said of later ones rests on the model alone.

# Personas, journey, channels
persona-without-data = no data can tell
note-interview = interview
note-walk-through = observed walk-through
note-review = public review
moment-stimulus = stimulus: what makes one think of it
moment-zmot = ZMOT: research before purchase
moment-fmot = FMOT: meeting the product
moment-smot = SMOT: use
moment-umot = UMOT: the shared experience
team-hypothesis = team's assumption
not-measured = not measured
notes-friction = { $x ->
    [one] { $x } participant of { $n } met a difficulty here.
   *[other] { $x } participants of { $n } met a difficulty here.
}
channel-physical = physical channel
channel-digital = digital channel
channel-remote = remote channel
channel-paid = paid media
context-kept = kept
context-partly = partly kept
context-lost = lost, to be explained again
shared-price = prices
shared-stock = stock
shared-account = customer account
shared-cart = cart
shared-history = history

# Website
rule-findable = Easy to find
rule-accessible = Accessible and supported by every technology
rule-design = Attractive and trustworthy in design
rule-intuitive = Intuitive
rule-credible = Credible and true to the brand
rule-effective = Effective: answers are found
answered-yes = answered
answered-no = no answer found
answered-unknown = perhaps in an image or a file
clicks = { $n ->
    [one] { $n } click from the home page
   *[other] { $n } clicks from the home page
 }
copied-on = copy of the site on { $day }
threshold-is = threshold { $n } / 100
criteria-met = { $met } of { $n } criteria met everywhere{ $open ->
    [0] {""}
   *[other] {""}, { $open } to be checked
}
no-score = No score: less than half of the criteria's weight could be checked.
score-capped = Score capped by a blocking criterion: { $names }.
weight-blocking = blocking
weight-serious = serious
weight-moderate = moderate
weight-minor = minor
certainty-heuristic = an automatic hint, to be confirmed
certainty-manual = for a person to judge
places = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
more-places = { $n ->
    [one] And one more place, in audit.json and in exports/website-findings.csv.
   *[other] And { $n } more places, in audit.json and in exports/website-findings.csv.
}
same-template = one defect of a template × { $n } pages
set-apart = { $n ->
    [one] { $n } more on a page that no link leads to, not counted
   *[other] { $n } more on pages that no link leads to, not counted
}
and-more = { $n ->
    [one] { $list } and one more page
   *[other] { $list } and { $n } more pages
}
more-pages = { $n ->
    [one] and one more page, in exports/website-pages.csv
   *[other] and { $n } more pages, in exports/website-pages.csv
}
asked-on = To be looked at on: { $list }.
answer-passed = met
answer-failed = not met
answer-not-applicable = not applicable
answer-cannot-tell = undecided
raters-agree = agreement between raters: { $share } of pairs of answers
reviewed-on = looked at on { $day }
source-files = the copy of the site
source-axe = axe, in a browser
source-lighthouse = Lighthouse, in a browser
source-survey = respondents
source-human = a person
differs-taken = The copy of the site says “{ $files }”, { $who } says “{ $other }”: the latter was taken.
differs-kept = The copy of the site says “{ $files }”, { $who } says “{ $other }”: what the copy shows was kept.
differs-taken-at = { $place }: the copy of the site says “{ $files }”, { $who } says “{ $other }”: the latter was taken.
differs-kept-at = { $place }: the copy of the site says “{ $files }”, { $who } says “{ $other }”: what the copy shows was kept.
junk-left-out = { $n ->
    [one] { $n } file in a folder of tools or dependencies was left out.
   *[other] { $n } files in folders of tools or dependencies were left out.
}
pages-unread = { $n ->
    [one] { $n } page could not be read.
   *[other] { $n } pages could not be read.
}
copy-partial = The copy holds only a part of the site: a page that is not there is “outside the copy”, not a dead link.
runs-enough = median of { $n } runs
runs-few = { $n ->
    [one] indicative, a single run
   *[other] indicative, { $n } runs
}

# Maturity
level-reached = reached
level-current = current level
level-ahead = to be reached
raters-apart = raters differ by { $n } levels
items-rated = { $n } of { $of } statements are rated.
level-named = level { $level }, “{ $name }”
level-unknown = not assessed: a statement is not rated
level-today = today
level-gap = { $n ->
    [one] one level to the target
   *[other] { $n } levels to the target
}
weakest-items = { $n ->
    [one] The weakest link sets the level: { $names }.
   *[other] { $n } statements are the weakest links and set the level: { $names }.
}
mean-at = On average the statements lie at { $level }.
mean-nearer-low = On average the statements lie between { $low }, and { $high }, nearer the first.
mean-half-way = On average the statements lie half-way between { $low }, and { $high }.
mean-nearer-high = On average the statements lie between { $low }, and { $high }, nearer the second.
scored = The answers make a score of { $score } out of 100, which the model’s own cut-offs put at this level.
tallied = { $n } of { $of } practices are counted; they are tallied, not averaged.
ceiling = The ratings say level { $rated }, and level { $level } is the highest given as long as { $n ->
    [one] this is open. Once it is mended, the level is lifted:
   *[other] these { $n } are open. Once all of them are mended, the level is lifted:
}
stance-supports = The ratings (level { $rated }) say much the same.
stance-below = The ratings (level { $rated }) say more: the two contradict each other.
stance-above = The ratings (level { $rated }) say less: the two contradict each other.
form-short = Short form
form-short-level = Level of the short form alone ({ $n } statements, { $raters ->
    [one] one rater
   *[other] { $raters } raters
}): { $level }. It is not mixed with the full assessment.
form-outside = View from outside
form-outside-level = Level of what a customer can observe, and of that alone ({ $n } statements, { $raters ->
    [one] one rater
   *[other] { $raters } raters
}): { $level }. It is not mixed with the full assessment.
agreement-alpha = Agreement of { $raters } raters over { $n } statements: Krippendorff’s α = { $value }.
agreement-kappa = Agreement of { $raters } raters over { $n } statements: weighted κ = { $value }.
agreement-high = They see the organisation alike.
agreement-tentative = They see it more or less alike: conclusions are tentative.
agreement-low = They do not see it alike: talk about the differences before you plan.
agreement-none = They agree no more than chance would have it: talk about the differences before you plan.
agreement-few = Over so few statements the figure says little.

# Actions
status-proposed = proposed
status-planned = decided
status-ongoing = under way
status-done = done
status-dropped = dropped
size-low = small
size-medium = medium
size-high = large
effect-better = A clear improvement
effect-worse = A clear worsening
effect-family = { $n ->
    [one] A single effect was measured: its test needs no correction.
   *[other] The tests are corrected for the { $n } effects measured (Holm's method).
}
effect-not-conclusive = Not conclusive
effect-not-enough-data = Not enough data to tell

# Method
survey-rows = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}
survey-people = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}, in a file of { $rows } aggregated rows
survey-dates = Collected { $span }
survey-invited = { $n } people invited, response rate { $rate }
survey-rejected = { $n ->
    [one] One unreadable row, left out
   *[other] { $n } unreadable rows, left out
}
survey-left-out = { $n ->
    [0] No row left out by the project's filter
    [one] One row left out by the project's filter
   *[other] { $n } rows left out by the project's filter
}
survey-left-out-because = { $n ->
    [0] No row left out by the project's filter ({ $reason })
    [one] One row left out by the project's filter ({ $reason })
   *[other] { $n } rows left out by the project's filter ({ $reason })
}
survey-weights = Weighted answers: effective sample size { $effective }, design effect { $design }, weights from { $smallest } to { $largest }
survey-withheld = { $n ->
    [one] One table cell not shown
   *[other] { $n } table cells not shown
}
survey-source = Read from its summary { $path }, not from the answers themselves
survey-comments = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}
method-notes = { $n ->
    [one] One interview or observation completes the survey. It is counted in participants, never as a percentage.
   *[other] { $n } interviews and observations complete the survey. They are counted in participants, never as a percentage.
}
method-protection = No result rests on fewer than { $cell } people, and no comment is shown for a group with fewer than { $verbatims } comments. Nor is a group shown in which all answers agree, a sum of amounts of which one row makes up more than 85%, a wave that differs by a few answers from its neighbour, or whatever would give one of these away by subtraction, from any table of the question: { $withheld } table cells in all. Addresses, telephone and personal numbers are redacted in comments.
withheld-rows = Respondents per group
withheld-total = the question as a whole

# Titles of charts
title-group-below = { $group } stands apart below the rest: { $value }
title-group-above = { $group } stands apart above the rest: { $value }
title-group-none = By { $dimension }: no group stands apart from the rest
title-trend = { $name } over the waves
title-change = { $difference } { $n ->
    [one] point
   *[other] points
} between “{ $from }” and “{ $to }”: beyond chance
title-change-unclear = { $difference } { $n ->
    [one] point
   *[other] points
} between “{ $from }” and “{ $to }”: not conclusive
title-distribution = The answer given most often is { $answer }: { $share } of answers
title-net-share = { $promoters } promoters, { $detractors } detractors
title-net-share-unweighted = { $promoters } promoters, { $detractors } detractors (without weights)
title-journey-one-persona = The journey breaks at one point, “{ $touchpoint }”, and for one persona only: { $persona }
title-journey-persona = For { $persona }, the journey breaks at one point: “{ $touchpoint }”
title-journey-everyone = Everyone
title-journey-unclear = The lowest point is “{ $touchpoint }”, without standing apart from all others
title-journey-unmeasured = No touchpoint is measured: the curve is an assumption
title-maturity = { $n ->
    [one] { $names } is the least advanced dimension: level { $level }
   *[other] { $n } dimensions are at the lowest level, { $level }: { $names }
}
title-maturity-unknown = No dimension is assessed
title-levels = The level over the assessments
title-levels-up = From level { $before } to level { $now } since the last assessment
title-levels-down = From level { $before } down to level { $now } since the last assessment
title-levels-same = Level { $now }, as in the last assessment
title-persona-unmeasured = { $persona }: no touchpoint is measured
title-persona-unclear = { $persona }: the lowest point is “{ $touchpoint }”, without standing apart from all others
curve-note = Mean score by touchpoint, 95% margin of error. Dashed: the team's assumption, without answers.
curve-note-period = Mean score by touchpoint, “{ $period }”, 95% margin of error. Dashed: the team's assumption, without answers.
all-periods = All waves together: { $value }, { $range }, { $n }.
period-latest = “{ $period }”, the latest wave
period-all = all waves together
point-target-missed = { $title }: below the target of { $target }
point-target-missed-lower = { $title }: above the ceiling of { $target }
point-target-met = { $title }: target of { $target } met
point-fell = { $title }: down since “{ $from }”
point-fell-persona = { $title }: down for { $persona } since “{ $from }”
point-rose = { $title }: up since “{ $from }”
point-rose-persona = { $title }: up for { $persona } since “{ $from }”
point-got-worse = { $title }: worse since “{ $from }”
point-got-worse-persona = { $title }: worse for { $persona } since “{ $from }”
point-got-better = { $title }: better since “{ $from }”
point-got-better-persona = { $title }: better for { $persona } since “{ $from }”
point-criterion-failed = Not met: { $criterion }
point-level-below-target = { $title }: “{ $name }”, below the target
point-level-reached = { $title }: “{ $name }”, target reached

# Maps of the journey
map-as-is = The journey of { $actor } as it is
map-to-be = The journey of { $actor } as it should be
lane-evidence = What the customer sees and touches
lane-actions = What the customer does
lane-thoughts = What the customer thinks
line-of-interaction = Line of interaction
lane-frontstage = Frontstage
line-of-visibility = Line of visibility
lane-backstage = Backstage
line-of-internal-interaction = Line of internal interaction
lane-systems = Supporting systems and partners

# What customers say
page-verbatims = What customers say
nav-verbatims = Comments
voice-by-dictionary = { $n } comments, every one of them read by dictionaries of words: topics and sentiment say which words stand there, not what was meant.
voice-by-people = { $n } comments with the topics and the sentiment that people noted.
voice-topics-by-people = { $n } comments with the topics that people noted; sentiment by dictionaries of words.
voice-sentiment-by-people = { $n } comments with the sentiment that people noted; topics by dictionaries of words.
voice-family = Changes of { $n } topics were tested together (Benjamini–Hochberg).
voice-kappa = On sentiment, people and dictionaries say the same of { $same } of { $n } comments: Cohen’s κ { $kappa } ({ $range }).
voice-kappa-weighted = With neutral half way between good and bad, weighted κ { $kappa } ({ $range }), { $n } comments, agreement { $same }.
share-range = { $low } to { $high }
voice-periods = { $from } → { $to }, points
voice-more = more often, beyond chance
voice-less = less often, beyond chance
voice-same = not conclusive
voice-comments = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}
voice-negative = { $share } of them are negative.
tone-negative = Negative
tone-neutral = Neutral or mixed
tone-positive = Positive
voice-group-detractor = Detractors – { $question }
voice-group-passive = Passives – { $question }
voice-group-promoter = Promoters – { $question }
voice-group-low = Answers below the middle of the scale – { $question }
voice-group-middle = Answers at the middle – { $question }
voice-group-high = Answers above the middle – { $question }
idea-open = To be decided
idea-studied = Being studied
idea-accepted = Accepted
idea-done = Done
idea-declined = Declined

# Organisation, promise, priorities
page-organisation = The organisation and its data
page-promise = The brand promise
nav-organisation = Organisation
nav-promise = Promise
raci-accountable = answers for the result
raci-responsible = does the work
raci-consulted = is asked before
raci-informed = is told after
promise-summary = Of { $n ->
    [one] one touchpoint
   *[other] { $n } touchpoints
  }: target met at { $met }, missed at { $missed }.
priority-formula = Priority { $value } = weight { $weight } × gap { $gap } × reach { $reach } ÷ effort { $effort } ({ $finding })
title-data-map = Where customer data is kept, and how it moves
title-priorities = What to do first: expected change against effort
axis-impact = Expected change
axis-effort = Effort

# Frictions and value at stake
page-frictions = Friction points, and what they are worth
nav-frictions = Friction points
told-survey = respondents
told-website = website
told-note = interview or observation
told-hand = team
friction-pages = { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
friction-cases = { $n ->
    [one] { $n } case counted
   *[other] { $n } cases counted
}
notes-friction-short = { $x } of { $n } { $n ->
    [one] participant
   *[other] participants
}
stake-affected = { $share } of answers ({ $range }) are from { $low } to { $high }, of { $n ->
    [one] { $n } answer
   *[other] { $n } answers
}.
stake-unknown = no answers can tell, or too few may be shown
assumed-customers = Customers in a year
assumed-value = What a customer is worth in a year
assumed-contact-cost = What a contact costs
assumed-passing = Share of customers who pass here
assumed-affected = Share of these who are badly served
assumed-lost = Share of those badly served who are lost within a year
assumed-contacts = Contacts that each of them makes in a year
finding-gone-by = { $finding } – last found on { $last }, gone by { $day }.
finding-gone = { $finding } – last found on { $last }.

# Alerts
alerts-family = { $n ->
    [one] The one change into the latest wave was tested, and it is for the worse beyond chance.
   *[other] Of { $n } changes into the latest wave, tested together with Holm's correction, these are for the worse and beyond chance.
}
alerts-none = { $n ->
    [one] The one change into the latest wave was tested: it is not for the worse beyond chance. That is no proof that nothing moved.
   *[other] None of the { $n } changes into the latest wave, tested together with Holm's correction, is for the worse beyond chance. That is no proof that nothing moved.
}
alert-sure = ({ $p }, corrected)

# Key drivers
title-drivers = What goes most along with { $name }: { $driver }
title-importance-performance = Importance and performance: { $certain ->
    [0] no point surely lies in its field
    [one] one point of { $all } surely lies in its field
   *[other] { $certain } points of { $all } surely lie in their field
}
axis-importance = Importance: share of what goes along with the figure (derived, not asked for)
axis-performance = Performance: mean of the answers, from 0 (worst) to 100 (best)
quadrant-concentrate-here = concentrate here
quadrant-keep-up = keep up the good work
quadrant-low-priority = low priority
quadrant-possible-overkill = possible overkill
drivers-sign = Sign
drivers-unweighted = Importance without weights
drivers-uncertain = grey: an interval crosses a line, the point may lie in another field
drivers-here = Concentrate here: { $names }.
drivers-nowhere = No question is surely both important and rated below the average.
drivers-explained = Together, the { $count } questions go along with { $share } of the differences between answers (R²{ $range }); { $n } people at least answered any two of them.
drivers-range = , { $low } to { $high }
drivers-lmg = Each question's share is its part of R², averaged over all orders in which questions can enter the regression (LMG, also called Shapley value).
drivers-johnson = With more than fifteen questions, shares are Johnson's relative weights, which come close to the average over all orders (LMG) without being it.
drivers-jackknife = Intervals come from leaving out one of { $groups } random groups of respondents at a time.
drivers-no-intervals = There are too few people for intervals: no point of the chart is certain.
drivers-lines = The lines stand at the average share ({ $importance }) and at the average of the ratings ({ $performance } out of 100); other lines would move points to other fields.
drivers-alpha = How far the answers to these questions hang together: Cronbach's alpha { $alpha }{ $range }. The closer to 1, the more one overall impression colours them all.
drivers-left-out = { $n ->
    [one] Left out, since too few people answered it together with the others: { $names }.
   *[other] Left out, since too few people answered them together with the others: { $names }.
}
drivers-too-few = There are too few answers to tell which questions go along with this figure: it takes ten people per question who answered them together, { $needed } for two.
drivers-contradiction = Which questions go along with this figure cannot be told: two of them repeat one another, or pairs answered by different people contradict one another.
drivers-caution = This says what goes along with what, not what causes it: a better rating need not raise the figure. Answers given on one page also colour one another.

# Constructs
construct-score = score
title-constructs = The constructs beside one another
constructs-radar = The radar starts at 0 and has no margins of error: the table below has them.
constructs-how = Each construct is the mean of its questions, asked on a scale from { $low } to { $high }; the figure above is the mean of the constructs, each counting once. Cronbach's alpha says how far the questions of a construct hang together; from 0.7 they are commonly read as one.
constructs-low = { $n ->
    [one] Alpha is below 0.7 for { $names }: read its questions one by one, the score is no measure of one thing.
   *[other] Alpha is below 0.7 for { $names }: read their questions one by one, these scores are no measure of one thing each.
}
constructs-single = { $n ->
    [one] A single question was asked for { $names }: how reliable it is cannot be told.
   *[other] A single question each was asked for { $names }: how reliable they are cannot be told.
}
constructs-unasked = No question that may be shown was asked for { $names }.
construct-reliable = hangs together
construct-unreliable = alpha below 0.7: not one thing

# Questionnaire
questionnaire-title = Maturity questionnaire
questionnaire-full = Full questionnaire: every statement of every dimension.
questionnaire-short = Short form: two statements a dimension, about twenty minutes. Its level stands by itself and is not mixed with that of the full questionnaire.
questionnaire-outside = View from outside: only what a customer can observe, for somebody who is not of the house. Its level stands by itself.
questionnaire-rater = Your role (not your name):
questionnaire-how = For each statement, choose the level whose description fits best what is done today, and say what shows it. Leave blank what you cannot judge: nobody rates for you.
questionnaire-statement = Statement
questionnaire-level = Level
questionnaire-evidence = What shows it:
questionnaire-link = Address of what shows it (https://…)
questionnaire-wrong = A whole number from { $low } to { $high }, or nothing.

# Channels crossed
context-short-kept = kept
context-short-partly = partly
context-short-lost = lost
context-short-none = none described
in-common-yes = yes
in-common-one-way = one way
in-common-no = no
start-here-finish-there = begun here, finished there
way-ropo = search online, buy in the shop (ROPO)
way-showrooming = look in the shop, buy online (showrooming)

# Lists brought together
reconciled = Online and offline, brought together
list-online = Online ({ $table })
list-offline = Offline ({ $table })
reconciled-share = { $share } ({ $range }) of { $n }
reconciled-withheld = not shown (too few people)
reconciled-buyers = Bought offline after a visit online
reconciled-buyers-note = Identified buyers with a visit on the day of a purchase or in the { $days } days before. A visit before a purchase is not its cause; there is no group without the site to compare with.
reconciled-revenue = The same, by what they spent
reconciled-revenue-note = Share of the offline purchases of identified buyers.
reconciled-by-key = People found by a shared key
reconciled-ambiguous = People whose key several share
reconciled-ambiguous-note = Such a key links nobody.
reconciled-by-likeness = People found by likeness
reconciled-by-likeness-note = Probability of { $least } or more, of { $pairs } pairs compared; each person is linked once.
reconciled-to-review = Pairs for a person to decide
reconciled-to-review-note = Probability of { $least } or more, yet too low for a link. Not counted.
reconciled-false = False links, as the model expects
reconciled-claim-note = The model takes its fields as independent, and may be surer of itself than it should be.
reconciled-missed = Pairs missed, as the model expects
reconciled-missed-note = Of the pairs that were compared: people who share no field of the blocks are not among them.
reconciled-sample = Links to check by hand
reconciled-sample-note = Drawn by chance, they give the share of false links within two points, 95 times in 100.
