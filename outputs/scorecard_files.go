package outputs

import (
	"encoding/json"
	"fmt"
	"io"
)

// scorecardFiles are the files of a scorecard and what writes each.
var scorecardFiles = []struct {
	name  string
	write func(Scorecard, io.Writer) error
}{
	{ScorecardPage, Scorecard.Page},
	{ScorecardCoverage, Scorecard.Coverage},
	{ScorecardPIT, Scorecard.PIT},
	{ScorecardSkill, Scorecard.Skill},
	{ScorecardArrow, Scorecard.WriteArrow},
	{ScorecardJSON, func(s Scorecard, w io.Writer) error { return s.WriteJSON(w) }},
}

// ScorecardFiles lists the files of a scorecard by name.
func ScorecardFiles() []string {
	var names []string
	for _, f := range scorecardFiles {
		names = append(names, f.name)
	}
	return names
}

// Files writes every file of the scorecard.
func (s Scorecard) Files(create func(name string) (io.WriteCloser, error)) error {
	for _, f := range scorecardFiles {
		out, err := create(f.name)
		if err != nil {
			return err
		}
		if err := f.write(s, out); err != nil {
			out.Close()
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if err := out.Close(); err != nil {
			return err
		}
	}
	return nil
}

// ScoresJSON prints the scores as an array of objects, one for each forecaster,
// target and horizon.
func (s Scorecard) ScoresJSON(w io.Writer) error {
	encode := json.NewEncoder(w)
	encode.SetEscapeHTML(false)
	encode.SetIndent("", "  ")
	return encode.Encode(s.Scores)
}
