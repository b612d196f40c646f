//! `parcours completions` and `parcours man`: what the command line says of itself, for shells and for `man`.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::End;
use super::arguments::Arguments;
use super::terminal::Terminal;

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell, terminal: &Terminal) -> anyhow::Result<End> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "parcours", &mut script);
    terminal.print(&String::from_utf8(script)?)?;
    Ok(End::Done)
}

/// Prints the manual: the program, then each of its commands, as one page in roff.
pub(super) fn man(terminal: &Terminal) -> anyhow::Result<End> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    let whole = clap_mangen::Man::new(command.clone()).manual("parcours");
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
        let part = clap_mangen::Man::new(one.clone());
        let mut text = Vec::new();
        part.render_synopsis_section(&mut text)?;
        part.render_description_section(&mut text)?;
        part.render_options_section(&mut text)?;
        part.render_extra_section(&mut text)?;
        // Its sections are paragraphs of one section here.
        let text = String::from_utf8(text)?
            .replace("\n.SH ", "\n.SS ")
            .replace("SYNOPSIS\n", "Synopsis\n");
        page.extend(format!(".SH {}\n{text}", one.get_name().to_uppercase()).bytes());
    }
    whole.render_extra_section(&mut page)?;
    whole.render_version_section(&mut page)?;
    terminal.print(&String::from_utf8(page)?)?;
    Ok(End::Done)
}
