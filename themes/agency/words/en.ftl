# The words of the templates. Same keys as fr.ftl (a test checks it).

# On every page
skip = Skip to content
menu = Menu
pages = Pages
on-this-page = On this page
languages = Other language
as-of = data as of { $day }
inputs = { $n ->
    [one] { $n } file read, digest and method
   *[other] { $n } files read, digests and method
}
commit = project version { $commit }
figure-data = The figures of this chart
answered-by = Dealt with by
yes = yes
no = no
sources-cited = sources cited

# Overview
key-figures = Key figures
margin-note = Each range is the 95% margin of error. The dashed mark is the target.
weighs = What weighs
carries = What carries
decisions = Decisions asked for
decision = Decision
about = About
decided-by = Decides
cost = Cost
gain = Expected gain
due = By
unknown = What we do not know

# Indicators
kpis-lead = Each value with its 95% margin of error, its number of answers and, where there is one, its target.
kpis-general = The relationship as a whole
kpis-tables = What customers do: purchases, visits, contacts
kpis-touchpoints = Touchpoint by touchpoint, the weakest first
result = Result
beside = Beside it:
quoted-from = figure quoted from
kpi-findings = What to take from it
changes = From one wave to the next
who = Who
from-to = From when to when
difference = Difference
margin = 95% margin of error
answers = Answers
p-value = corrected p
detectable = Detectable from
without-weights = without weights
margin-of = Weighted to: { $dimension }
population = Population
answers-before = Answers before weighting
against-rest = Against the rest
reading = Reading
in-their-words = In their words
breakdowns = The figures, group by group
by = By { $dimension }
value = Value
how-computed = How it is computed
not-concluded = What this figure does not allow you to conclude
sources = Sources
computed-by = Computed by the plugin { $plugin }.

# Findings
findings-lead = Each finding keeps its number from wave to wave. It leads to the figure that shows it, the customers' words that explain it and the actions that answer it.

# Personas
personas-lead = Who the customers are, what we know of them and how we know it: each claim says what it rests on.
persona-share = Share of answers:
preferred-channels = preferred channels:
goals = What they look for
pains = What bothers them
persona-findings = What stands out
persona-scores = The indicators of { $name }
indicator = Indicator
everyone = Everyone

# Journey
customer-goal = What the customer wants there:
why-assumed = Why we think so:
pains-there = Friction points
opportunities-there = Openings
curves-by-persona = The curve of each persona:
expectations = What the customer expects
weakest-touchpoints = The weakest touchpoints
maps = Maps of a single customer, side by side
blueprint = Behind the stage “{ $stage }”: who does what

# Channels
channels-lead = What can be done on each channel, how it is scored, and what becomes of a case that goes from one to another.
channels-catalogue = The channels
channel-goals = What can be done there:
channel-no-goal = No customer goal is declared here: it does not count as a channel of service.
channel-personas = Preferred by:
channel-touchpoints = Touchpoints:
hand-overs = Hand-overs between channels
from-channel-to = From one channel to another
case = The case is
shared = In common
finishes = Can be finished there
shown-by = Shown by

# Website
website-lead = { $judged ->
    [0] None of the six rules is assessed yet.
    [one] One of the six rules of a good website is assessed here; the others are said to be “not assessed”, never guessed.
    [6] The six rules of a good website, judged on the copy of its pages; what no machine can decide is said to be “to be checked”.
   *[other] { $judged } rules are assessed here; the others are said to be “not assessed”, never guessed.
}
website-pages = { $n ->
    [one] { $n } page read
   *[other] { $n } pages read
}
six-rules = The six rules
own-rules = Rules of this project
criteria-failed = Not met
criteria-open = To be checked by a person
criteria-passed = { $n ->
    [one] { $n } criterion met
   *[other] { $n } criteria met
}
criteria-other = { $n ->
    [one] { $n } criterion not applicable or not assessed
   *[other] { $n } criteria not applicable or not assessed
}
friction = friction for the customer
to-mend = To do:
answers-caption = Questions of customers, those without an answer first
answers-question = Question
answers-answer = Best passage
answers-place = Where
how-judged = How it is judged
pages-read = The pages read
said-by = word taken:
holds-score-down = caps the score
also-set-apart = Also:
answers-given = What was answered
shown-in = Picture:
differences = Differing words
felt = Felt
felt-note = What respondents say, beside the score and never in it.
worst-pages = The pages with most to do
worst-note = By the weight of the criteria that the page does not meet.
page = Page
criteria-not-met = Criteria not met
weight-not-met = Weight
site-structure = How the pages hang together
clicks-from-home = Clicks from the home page
number-of-pages = Pages
unreachable-pages = Pages that no link from the home page leads to
dead-ends = Dead ends: pages without a link to another page of the site
no-unreachable = Links lead to every page, and every page leads on.
speed = Speed as measured in a browser
speed-note = Laboratory figures, not those of real use. Marks: LCP 2.5 s, CLS 0.1, TBT 200 ms.
lcp = LCP (s)
cls = CLS
tbt = TBT (ms)
runs = Runs
browser-results = Browser results that were laid over
exports = All findings: exports/website-findings.csv; all pages: exports/website-pages.csv.

# Maturity
maturity-lead = A level is not a mark: it says what the organisation already does and what is missing for the next one.
fundamentals-first = Fundamentals first
agreement = Do the raters agree?
signals = What the project and its data say
signals-note = Computed, never rated: a figure changes no level. The steps between levels are ours; two levels apart or more is a contradiction that somebody has to look into.
signal-speaks = It speaks for { $level }.
evidence-link = what shows it
not-rated = not assessed
missing-for-next = What is missing for the next level
levels = The levels
next-step = Next step:
ratings = The ratings
statement = Statement

# Action plan
actions-lead = What will be done, by whom, by when, and which finding it answers.
actions-open = To decide, to do
actions-dropped = Dropped
you-said = “You told us, we acted”
effect-note = The effect compares the waves before and after. It states a change over time; it does not show its cause.
overdue = late
owner = Responsible
effort = Effort
expected = Expected change
done-on = Done on

# The project's own pages
other-language = This page does not exist in English.

# Method
method-lead = What was read, how it is computed, what is protected, and how to read the figures.
method-sources = What was collected
period-is = Period studied: { $span }.
method-protected = Protection of respondents
withheld-log = How many table cells of each question are not shown, and why
withheld-question = Questions
withheld-table = Broken down by
withheld-small = Too few answers
withheld-unanimous = All answers agree
withheld-dominated = One row makes up nearly all of an amount
withheld-wave = Too close to the next wave
withheld-subtraction = Would give another away
method-reading = How to read this report
reading-interval = The margin of error (95% confidence interval) measures the luck of the sample, and that alone.
reading-change = A difference between two waves is said to be “beyond chance” when its interval leaves out zero and its probability, corrected for all comparisons with the latest wave in the report (Holm's method), is below 5%. Otherwise it is “not conclusive”, which does not mean nil. People who answered in both waves are recognised by the column of respondents, where the survey has one: the test then takes into account that their two answers go together. Otherwise waves are compared as if different people had answered.
reading-group = A group “stands apart” when it differs, beyond chance, from everyone who is not in it, all groups of the report being corrected together (Benjamini and Hochberg's method). Whether two intervals overlap decides nothing.
reading-hypothesis = What the team assumes is drawn dashed and called an assumption.
reading-benchmark = A figure from elsewhere is quoted with its source and year, and is not drawn like ours.
reading-no-score = There is no overall mark: it would hide what works and what does not.
method-checks = What was assessed
check = Check
kind = Kind
what = What it says
version = Plugin
method-inputs = The files read
method-read-as = read as an export of { $tool }
file = File
rows = Rows
rejected = Unreadable
bytes = Bytes
digest = Digest
method-problems = What to know about the data

# Sources
references-lead = The sources these pages cite, and whether the primary source was read.
source-seen = primary source read
source-not-seen = primary source not read

# What customers say
verbatims-lead = Comments by topic and sentiment, and what customers would have the firm do.
sentiment = Sentiment
share = Share
topics = Topics
topic = Topic
topics-note = A comment may have several topics, or none; topics with fewer comments than the minimum are not shown.
negative-share = Negative among them
typical-note = Comments whose words most of the others on the topic use too, chosen by rule.
agreement-people = People and dictionaries
precision = Precision
recall = Recall
kappa = κ
ideas = The register of ideas
ideas-note = Entered by hand; beside each, how many comments suggest something on its topic.
idea = Idea
idea-who = Who
idea-touchpoint = Touchpoint
idea-times = How often
idea-decision = Decision
idea-action = Action
suggested = What comments suggest
suggested-note = Comments with words such as “you should” or “could you”, by topic: candidates for the register, which people decide on.
replay = recording of the visit
behind = What they say, by score
behind-note = Comments of those who gave each score, by their most frequent topics: words that stand beside a score, not its cause.

# Organisation, promise, glossary, priorities
organisation-lead = What customers never see and always feel: where what is known of them is kept, how it moves, who does what.
stores = The stores of customer data
store = Store
holds = What it holds
outside = outside the organisation
raci = Who does what
raci-note = A answers for the result, R does the work, C is asked before, I is told after.
activity = Activity
promise-lead = What the brand promises, beside what customers live at each touchpoint concerned.
measured-by = Measured by
glossary = Glossary
timeline = Dates
priority-note = In the order of priority: weight × gap × reach ÷ effort, for the finding where that is largest. The gap (0 to 1) is how far the finding is from where it should be, the reach is the share of respondents who live it, the effort counts 1, 2 or 3. The weight is 1 as long as no analysis of drivers gives another. The product only orders actions.
unanswered = Findings that no action answers
idle-actions = Actions that answer no finding
told-lead = What customers told us, what was done about it, and what became of the figure. A change over time is stated; its cause is not shown.
you-told-us = You told us
what-became = What became of it
effect-not-measured = No figure was named that should move.
ticket = Ticket

# Frictions and value at stake
frictions-lead = What gets in the customer's way, whoever tells of it: respondents, the copy of the website, interviews and walk-throughs, the team. What is told of one touchpoint is one entry.
register = The register of friction points
no-action = No action answers it yet.
value-at-stake = What is at stake
stake-note = A year's amounts, from the least to the most that the assumptions below allow. Customers who answer badly are taken to leave or to call as often as assumed: this goes along with bad answers, it is not what mending would bring. Amounts do not add up, since one customer may be badly served at several touchpoints.
stake-note-short = A year's amounts under printed assumptions: what goes along with bad answers, not what mending would bring. They do not add up.
assumptions = The assumptions, each with what it rests on
assumptions-everywhere = At every touchpoint
assumption = Figure
low-high = From the least to the most
founded = It is
reason = Why
touchpoint = Touchpoint
badly-served = Customers badly served
revenue-at-risk = Revenue at risk
cost-to-serve = Cost to serve
expected-figures = Expected gain, in figures
actions-exports = The same as tables: exports/actions.csv and exports/actions.xlsx.

# Personas by channels
preference = Which channels each persona uses
preference-note = Share of each persona's answers on each channel, without weights, with its 95% margin of error; “said to prefer” is what the team declares. Counted on:
persona = Persona
said-to-prefer = said to prefer

alerts = Alerts: what got worse
alert-again = Comments of this wave stand above, with
alert-no-words = No comment of that wave can be shown.
constructs = What its questions ask for together
construct = Construct
construct-questions = { $construct }: its questions
alpha = Alpha
alpha-n = n of alpha
projection = Projection
projected-period = Period to come
projected-value = Expected
projected-range = Figure measured, 95% prediction interval
projected-level = True level, 95% interval
projection-so-far = How such projections have done so far
projection-way = Projected by
projection-error = Off by, on average
projection-coverage = In the 95% interval
projection-width = Mean width of it
key-drivers = What goes along with it

# Questionnaire
questionnaire-items = { $n ->
    [one] { $n } statement.
   *[other] { $n } statements.
}
questionnaire-date = Date:
questionnaire-answer = From { $low } to { $high }:

# Channels crossed with goals and with one another
coverage = What can be reached where
coverage-note = Goals of customers by channel of service. A touchpoint with one of these goals counts for its channel.
goal = Goal
one-channel-only = on one channel only
hand-over-matrix = What becomes of a case
hand-over-matrix-note = From the channel of the line to that of the column.
from-to-channels = From → to
consistency = What each pair of channels has in common
consistency-note = “One way” holds in one direction only. Pairs are those between which a hand-over is described.
pair = Channels
silent-pairs = No hand-over is described between:
channel-ladder = How far the channels are joined:
reconciled-list = List
reconciled-people = People
reconciled-identified = Identified
reconciled-found = Found in the other
reconciled-figure = Figure
reconciled-value = Value
reconciled-field = Field
reconciled-same = Agrees where a pair is one person
reconciled-other = Agrees where it is two
