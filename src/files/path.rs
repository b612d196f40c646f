//! Paths inside a root.

use super::FileError;

/// `path` without `.` and empty parts and with `..` resolved; an error if it is absolute, names a drive, or leaves
/// the root. A backslash counts as a separator, so that a project written on Windows builds everywhere.
pub fn normalise(path: &str) -> Result<String, FileError> {
    let outside = || FileError::Outside { path: path.to_owned() };
    if path.starts_with(['/', '\\']) || path.as_bytes().get(1) == Some(&b':') || path.contains('\0') {
        return Err(outside());
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or_else(outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_paths_are_made_plain() {
        assert_eq!(normalise("./a//b/../c.yaml").unwrap(), "a/c.yaml");
        assert_eq!(normalise("a\\b.yaml").unwrap(), "a/b.yaml");
    }

    #[test]
    fn paths_that_leave_the_root_are_refused() {
        for path in ["../a", "a/../../b", "/etc/passwd", "C:\\a", "\\\\server\\a"] {
            assert!(matches!(normalise(path), Err(FileError::Outside { .. })), "{path}");
        }
    }
}
