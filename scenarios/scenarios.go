// Package scenarios holds the scenarios that ship.
package scenarios

import "embed"

// FS holds the scenarios that ship, each a YAML file at its top.
//
//go:embed *.yaml
var FS embed.FS
