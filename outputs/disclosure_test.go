package outputs_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// fewThere is a story that starts with small counts: 3 in one setting, which
// 9 in another would give away; and 4 requests refused.
func fewThere() *sim.Story {
	s := &sim.Story{Area: sim.Area{Name: "Ashby"}, Money: &finance.Structure{}, Children: &calibration.Authority{
		Structure: &calibration.Structure{January: 2024},
		Evidence: &evidence.File{Rows: []evidence.Row{
			{Series: evidence.Plans, Year: 2024, Ages: evidence.AllAges, Value: 612, Source: "SEN2-24"},
			{Series: evidence.Refused, Year: 2023, Ages: evidence.AllAges, Value: 4, Source: "SEN2-24"},
		}},
	}}
	for at := range cohorts.NumSettings {
		n := int32(60)
		switch at {
		case cohorts.Enhanced:
			continue
		case cohorts.StateSpecial:
			n = 3
		case cohorts.FurtherEducation:
			n = 9
		}
		s.Start.Put(cohorts.Cell{Age: 17, Setting: at}, n)
	}
	return s
}

// beginning is the first two terms of a future that so many wait for a decision
// at the start of, and so many are being assessed.
func beginning(waiting, assessed int32) []sim.ToldTerm {
	spring := cohorts.Term{Year: 2023, Part: cohorts.Spring}
	first := sim.ToldTerm{Term: spring, Before: sim.Standing{Requested: waiting, Assessing: assessed}}
	first.Flows.Requests, first.Flows.DirectRequests, first.Flows.Agreed = 13, 7, 9
	second := sim.ToldTerm{Term: spring.Next(), Flows: first.Flows}
	return []sim.ToldTerm{first, second}
}

// TestTheFirstTermDoesNotGiveTheStartAway says that requests and decisions are
// not told where the few who waited at the start could be worked out of them.
func TestTheFirstTermDoesNotGiveTheStartAway(t *testing.T) {
	for _, c := range []struct {
		waiting, assessed int32
		full              bool
		want              string
	}{{2, 40, false, "c"}, {40, 2, false, "c"}, {2, 40, true, "13"}, {5, 40, false, "13"}} {
		s := fewThere()
		s.Terms = beginning(c.waiting, c.assessed)
		var b strings.Builder
		if err := outputs.WriteStory(&b, s, "law", nil, c.full); err != nil {
			t.Fatal(err)
		}
		if got := told(t, b.String(), "request "); got != c.want {
			t.Errorf("%+v: %s requests", c, got)
		}
		if hides := strings.Contains(b.String(), "c of children not on SEN support") && strings.Contains(b.String(), "decide    c agreed"); hides != (c.want == "c") {
			t.Errorf("%+v: what else gives it away is hidden: %v", c, hides)
		}
		if n := strings.Count(b.String(), " 9 agreed"); n < 1 {
			t.Errorf("%+v: the second term is not told", c)
		}
	}
}

// told is the figure in the line of a story that begins with a name.
func told(t *testing.T, story, name string) string {
	t.Helper()
	for line := range strings.Lines(story) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), name); ok {
			return strings.Fields(rest)[0]
		}
	}
	t.Fatalf("no %q in\n%s", name, story)
	return ""
}

// TestSmallCountsAreNotTold says that a future told from its start hides small
// counts and what gives them away, unless all are asked for, which it says.
func TestSmallCountsAreNotTold(t *testing.T) {
	special, college, mainstream := cohorts.StateSpecial.String(), cohorts.FurtherEducation.String(), cohorts.MainstreamSchool.String()
	for full, want := range map[bool][4]string{false: {"c", "c", "60", "c"}, true: {"3", "9", "60", "4"}} {
		var b strings.Builder
		if err := outputs.WriteStory(&b, fewThere(), "law", nil, full); err != nil {
			t.Fatal(err)
		}
		story := b.String()
		if got := [4]string{told(t, story, special), told(t, story, college), told(t, story, mainstream), told(t, story, "refused, 2023")}; got != want {
			t.Errorf("in full %v: %v, want %v", full, got, want)
		}
		if strings.Contains(story, outputs.InFull) != full || !strings.Contains(story, outputs.Simulated) {
			t.Errorf("in full %v: the mark is wrong in\n%s", full, story)
		}
	}
}

// TestFullCountsAreMarked says that what shows small counts says so in its
// tables, charts, files and manifest, and that all say what is simulated.
func TestFullCountsAreMarked(t *testing.T) {
	for _, full := range []bool{false, true} {
		a := about(2)
		a.FullCounts = full
		file := written(t, a, 5, 900)
		s, err := outputs.Summarise(opened(t, file), outputs.DefaultThreshold)
		if err != nil {
			t.Fatal(err)
		}
		var table, picture bytes.Buffer
		if err := s.Table(&table, 0, 80); err != nil {
			t.Fatal(err)
		}
		past := outputs.Past{Plans: []outputs.Point{{Year: 2022, Value: 3}, {Year: 2023, Value: 800}}}
		if err := outputs.PlansChart(s, past).WriteSVG(&picture); err != nil {
			t.Fatal(err)
		}
		manifest, err := json.Marshal(outputs.ManifestOf(s))
		if err != nil {
			t.Fatal(err)
		}
		mark := strings.Fields(outputs.InFull)[0] + " small counts"
		for name, text := range map[string]string{"deficit.arrow": string(file), "the table": table.String(), "the chart": picture.String()} {
			if strings.Contains(text, mark) != full {
				t.Errorf("in full %v: %s has the wrong mark", full, name)
			}
			if !strings.Contains(text, "simulated") {
				t.Errorf("%s does not say that it is simulated", name)
			}
		}
		if strings.Contains(string(manifest), `"full_counts":true`) != full {
			t.Errorf("in full %v: %s", full, manifest)
		}
	}
}

// TestThePastIsShownWithoutSmallCounts says so of the points that a page draws.
func TestThePastIsShownWithoutSmallCounts(t *testing.T) {
	past := outputs.Past{Plans: []outputs.Point{{Year: 2022, Value: 3}, {Year: 2023, Value: 5}}, Deficits: []outputs.Point{{Year: 2023, Value: 2}}}
	if shown := past.Shown(); len(shown.Plans) != 1 || shown.Plans[0].Year != 2023 || len(shown.Deficits) != 1 || len(past.Plans) != 2 {
		t.Errorf("shown is %v, of %v", shown, past)
	}
}

// TestStoriesInJSONKeepSmallCounts says that a future printed as JSON hides what
// one told in words does, and says so.
func TestStoriesInJSONKeepSmallCounts(t *testing.T) {
	for full, want := range map[bool][5]string{false: {"null", "null", "60", "null", "null"}, true: {"3", "9", "60", "4", "13"}} {
		s := fewThere()
		s.Terms = beginning(2, 40)
		var b bytes.Buffer
		if err := outputs.StoriesJSON(&b, []sim.Story{*s}, "law", false, nil, full); err != nil {
			t.Fatal(err)
		}
		var told []struct {
			Counts    string
			Published []struct {
				Name  string
				Value json.RawMessage
			}
			Plans []struct {
				Setting string
				Plans   json.RawMessage
			} `json:"plans_by_setting"`
			Terms []struct{ Requests json.RawMessage }
		}
		if err := json.Unmarshal(b.Bytes(), &told); err != nil {
			t.Fatal(err)
		}
		figures := map[string]string{"requests": string(told[0].Terms[0].Requests)}
		for _, p := range told[0].Plans {
			figures[p.Setting] = string(p.Plans)
		}
		for _, p := range told[0].Published {
			figures[p.Name] = string(p.Value)
		}
		got := [5]string{figures["state-special"], figures["further-education"], figures["mainstream"], figures["refused"], figures["requests"]}
		if got != want || strings.Contains(told[0].Counts, outputs.InFull) != full {
			t.Errorf("in full %v: %v, want %v; %s", full, got, want, told[0].Counts)
		}
	}
}
