// Package strict reads YAML files, and CSV tables, that people write, and says
// everything that is wrong with one at once: where, under which key, what is
// wrong and what is allowed, with the line shown.
//
// A file is read with a cursor. Readers set what they are given and leave it
// as it was where the key is absent or faulty, so a caller fills in the
// defaults first and reads the file over them:
//
//	doc, err := strict.Open(fsys, "scenario.yaml")
//	years := 10
//	doc.Key("years").Int(&years, 1, 30)
//	doc.Need("authority").Text(&authority)
//	doc.Refused("horizon", "is retired: write years")
//	err = doc.Err() // Faults, sorted by place, or nil
//
// A key that nobody asked for is a fault, and so are a key that stands twice,
// an anchor, an alias, a tag and a second document: a file says what it says
// in one way.
package strict
