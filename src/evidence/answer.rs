//! What the field of a question says: an answer on its scale, nothing, no answer, or something that cannot be.

use super::memo::Memo;
use super::mistakes::Outside;
use super::ticked::Ticked;
use crate::data::{Row, Trouble, same_code, whole};
use crate::diagnostics::Problem;
use crate::language::{Lang, Text, quote};
use crate::project::Question;

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// An answer, as steps above the lowest of the scale.
    Counted(u16),
    Blank,
    /// A value declared as no answer.
    Declared,
    /// Outside the scale, or no whole number.
    Outside,
}

impl Answer {
    /// How many values there are beside those of the scale.
    pub(super) const OTHERS: usize = 3;
    /// The place of blanks among them.
    pub(super) const BLANK: usize = 0;
    /// The place of values declared as no answer.
    pub(super) const DECLARED: usize = 1;

    /// The value that is counted, on a scale of `width` answers; those that are none come behind it.
    #[inline]
    pub(super) fn value(self, width: usize) -> u16 {
        let other = match self {
            Answer::Counted(value) => return value,
            Answer::Blank => Self::BLANK,
            Answer::Declared => Self::DECLARED,
            Answer::Outside => 2,
        };
        (width + other) as u16
    }
}

/// Reads the answers to one question.
pub(super) struct AnswerReader<'p> {
    question: &'p Question,
    column: usize,
    /// In the place of the column, of a question that asks for one option of several.
    ticked: Option<Ticked<'p>>,
    low: i32,
    high: i32,
    memo: Memo<Answer>,
    outside: Outside,
}

impl<'p> AnswerReader<'p> {
    /// For a question with a scale.
    pub(super) fn new(question: &'p Question, column: usize) -> Self {
        let [low, high] = question.scale.as_ref().map_or([0, 0], |scale| scale.value.bounds());
        AnswerReader {
            question,
            column,
            ticked: None,
            low,
            // A scale wider than this is no scale; what lies beyond is reported like any value outside.
            high: high.min(low.saturating_add(1000)),
            memo: Memo::new(),
            outside: Outside::default(),
        }
    }

    /// For a question that asks for one option of several.
    pub(super) fn of_option(question: &'p Question, ticked: Ticked<'p>) -> Self {
        AnswerReader {
            ticked: Some(ticked),
            ..AnswerReader::new(question, 0)
        }
    }

    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// The columns that are looked at.
    pub(super) fn columns(&self) -> Vec<usize> {
        self.ticked.as_ref().map_or_else(|| vec![self.column], Ticked::columns)
    }

    /// What the row that begins at `line` says.
    #[inline]
    pub(super) fn answer(&mut self, row: &impl Row, line: u64) -> Answer {
        match &mut self.ticked {
            None => self.read(row, line),
            Some(ticked) => ticked.answer(row, line),
        }
    }

    /// Rows with options that are not listed.
    pub(super) fn unlisted(&self) -> Trouble {
        let ticked = self.ticked.as_ref();
        ticked.map(|ticked| ticked.unlisted().clone()).unwrap_or_default()
    }

    /// The problem that counts such rows.
    pub(super) fn unlisted_problem(&self, unlisted: &Trouble, path: &str) -> Option<Problem> {
        self.ticked.as_ref()?.problem(unlisted, path)
    }

    /// The lowest answer, which steps count from.
    pub(super) fn low(&self) -> i32 {
        self.low
    }

    /// How many answers the scale has.
    pub(super) fn width(&self) -> usize {
        usize::try_from(self.high - self.low + 1).unwrap_or(1)
    }

    /// What the field of the row that begins at `line` says.
    #[inline]
    pub(super) fn read(&mut self, row: &(impl Row + ?Sized), line: u64) -> Answer {
        let (question, low, high) = (self.question, self.low, self.high);
        let answer = self
            .memo
            .get(row, self.column, |text| answer(question, low, high, text));
        if answer == Answer::Outside {
            let number = std::str::from_utf8(row.field(self.column)).ok().and_then(whole);
            self.outside.at(line, number);
        }
        answer
    }

    /// The fields that were outside the scale.
    pub(super) fn outside(&self) -> &Outside {
        &self.outside
    }

    /// The problem that says which fields were outside.
    pub(super) fn problem(&self, outside: &Outside, path: &str) -> Option<Problem> {
        let id = &self.question.id.value;
        let rows = outside.rows.rows();
        let numbers: Vec<String> = outside.numbers.iter().map(ToString::to_string).collect();
        let such_as = |before: &str| {
            if numbers.is_empty() {
                String::new()
            } else {
                format!(" ({before} {})", numbers.join(", "))
            }
        };
        let what = Text::prose(
            format!(
                "{} of question {} with a value outside its scale {}–{}{}",
                rows.get(Lang::En),
                quote(Lang::En, id),
                self.low,
                self.high,
                such_as("such as")
            ),
            format!(
                "{} de la question {} avec une valeur hors de son échelle {}–{}{}",
                rows.get(Lang::Fr),
                quote(Lang::Fr, id),
                self.low,
                self.high,
                such_as("par exemple")
            ),
        );
        let problem = Problem::warning("data/out-of-scale", what)
            .why(Text::prose(
                "They count neither for nor against; if they are real answers, the figure is wrong without them.",
                "Elles ne comptent ni pour ni contre ; si ce sont de vraies réponses, le chiffre est faux sans elles.",
            ))
            .help(Text::prose(
                "Declare codes that are no answer in `not-an-answer:`, worded answers in `values:`, or correct the \
                 `scale:`.",
                "Déclarez les codes sans réponse dans `not-an-answer:`, les réponses en toutes lettres dans \
                 `values:`, ou corrigez l'échelle (`scale:`).",
            ))
            .related(self.question.id.place(), Text::prose("the question", "la question"));
        outside.rows.problem(path, problem)
    }
}

fn answer(question: &Question, low: i32, high: i32, text: &str) -> Answer {
    if text.is_empty() {
        return Answer::Blank;
    }
    if question.not_an_answer.iter().any(|code| same_code(&code.0, text)) {
        return Answer::Declared;
    }
    let number = question.values.get(text).copied().or_else(|| whole(text));
    match number {
        Some(number) if (low..=high).contains(&number) => {
            u16::try_from(number - low).map_or(Answer::Outside, Answer::Counted)
        }
        _ => Answer::Outside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::manifest::typed;

    fn question(yaml: &str) -> Question {
        typed("s.yaml", yaml, &mut Problems::new()).unwrap()
    }

    #[test]
    fn scores_codes_blanks_and_the_rest_are_told_apart() {
        let question = question("{id: q, role: nps, scale: [0, 10], not-an-answer: [11, NSP]}");
        let mut reader = AnswerReader::new(&question, 0);
        for (field, said) in [
            ("0", Answer::Counted(0)),
            ("10", Answer::Counted(10)),
            (" 9 ", Answer::Counted(9)),
            ("4.0", Answer::Counted(4)),
            ("4,0", Answer::Counted(4)),
            ("", Answer::Blank),
            ("  ", Answer::Blank),
            ("11", Answer::Declared),
            ("11.0", Answer::Declared),
            ("NSP", Answer::Declared),
            ("12", Answer::Outside),
            ("-1", Answer::Outside),
            ("4.5", Answer::Outside),
            ("dix", Answer::Outside),
        ] {
            assert_eq!(reader.read(field.as_bytes(), 1), said, "{field:?}");
        }
        let problem = reader.problem(reader.outside(), "d.csv");
        assert_eq!(reader.outside().rows.count(), 4);
        assert!(problem.unwrap().what.get(Lang::En).ends_with("0–10 (such as -1, 12)"));
    }

    #[test]
    fn worded_answers_stand_for_their_number() {
        let question = question("{id: q, role: csat, scale: yes-no, values: {Oui: 1, Non: 0}}");
        let mut reader = AnswerReader::new(&question, 0);
        assert_eq!(reader.read("Oui".as_bytes(), 1), Answer::Counted(1));
        assert_eq!(reader.read("Non".as_bytes(), 1), Answer::Counted(0));
        assert_eq!(reader.read("peut-être".as_bytes(), 1), Answer::Outside);
        assert_eq!((reader.low(), reader.width()), (0, 2));
    }
}
