//! Functions of real numbers that give the same bits on every platform.
//!
//! The standard library hands these to the system's C library, whose last digit differs between systems; the
//! `libm` crate is one piece of code everywhere. Square roots are exact by IEEE 754 and need no wrapping.

/// Natural logarithm.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Natural logarithm of 1 + `x`, exact near 0.
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// Logarithm to base 10.
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// e to the power of `x`.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// `x` to the power of `y`.
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// Square root.
pub fn sqrt(x: f64) -> f64 {
    libm::sqrt(x)
}

/// Sine of an angle in radians.
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Cosine of an angle in radians.
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Error function.
pub fn erf(x: f64) -> f64 {
    libm::erf(x)
}

/// Complementary error function, exact in the tail.
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// Logarithm of the gamma function of a positive number.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}
