package evidence

import "strings"

func slug(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "-")) }
