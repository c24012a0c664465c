// Package sweep lives many combinations on the same luck: authorities, each by
// itself, times scenarios, times settings of their levers' dials. It says what
// is to be lived, cuts it into items that any machine can live in any order,
// and counts what they come to in numbers that add up exactly. Who runs the
// items, and where they are kept, it does not know.
package sweep
