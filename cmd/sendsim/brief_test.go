package main

import (
	"html"
	"math"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// readingGrade is the Flesch-Kincaid grade of a text (Kincaid and others,
// 1975): the school year of the United States in which it is read. A number
// counts as a word of one syllable, as it does in the usual programs.
func readingGrade(text string) (grade float64, words int) {
	sentences, syllables := 0, 0
	for _, s := range regexp.MustCompile(`[.!?]+(\s|$)`).Split(text, -1) {
		if strings.TrimSpace(s) != "" {
			sentences++
		}
	}
	for _, w := range strings.Fields(text) {
		if w = strings.Trim(w, `.,:;()“”"'?!-`); w != "" {
			words++
			syllables += syllablesOf(strings.ToLower(w))
		}
	}
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59, words
}

var vowels = regexp.MustCompile(`[aeiouy]+`)

// syllablesOf counts groups of vowels, but for a silent e at the end.
func syllablesOf(word string) int {
	n := len(vowels.FindAllString(word, -1))
	if strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") && n > 1 {
		n--
	}
	return max(n, 1)
}

func TestTheReadingGrade(t *testing.T) {
	for word, want := range map[string]int{"council": 2, "deficit": 3, "future": 2, "table": 2, "the": 1, "£4.2m": 1, "education": 4} {
		if got := syllablesOf(word); got != want {
			t.Errorf("%s has %d syllables, not %d", word, got, want)
		}
	}
	// 2 sentences, 14 words, 16 syllables: 0.39 x 7 + 11.8 x 16/14 - 15.59.
	if got, _ := readingGrade("The cat sat on the mat. It waited for the children to come home."); math.Abs(got-0.626) > 0.001 {
		t.Errorf("grade %.3f", got)
	}
	if got, _ := readingGrade("Expenditure notwithstanding, the conditionality of intergovernmental apportionment necessitates reconsideration."); got < 20 {
		t.Errorf("grade %.2f", got)
	}
}

var (
	paragraphs = regexp.MustCompile(`(?s)<p>(.*?)</p>`)
	tags       = regexp.MustCompile(`<[^>]*>`)
)

// numbers are words that hold a figure, and the end of a sentence behind them.
var numbers = regexp.MustCompile(`(£?[0-9][0-9,.]*(?:[0-9m]|bn)|£?[0-9]m?)([.:]?)`)

// The brief of any run is read at the grade of 8 or below, whether its numbers
// are counted as words or left out, has one chart and one table, and tells the
// range in words.
func TestTheBriefIsPlain(t *testing.T) {
	at := t.TempDir()
	run := func(name string, args ...string) string {
		folder := filepath.Join(at, name)
		does(t, append(append([]string{"run", "--draws", "60", "--quiet"}, args...), "--out", folder)...)
		return folder
	}
	comparison, _ := compared(t, []string{bolder})
	three, _ := compared(t, threePlans)
	for _, folder := range []string{
		run("small", "--authority", "rutland"),
		run("large", "--authority", "kent"),
		run("hyphens", "--authority", "stockton-on-tees", "--years", "3"),
		run("two", "--authority", "leeds,bradford", "--years", "5"),
		run("law", "--authority", "rutland", "--regime", "known-2024-03"),
		run("break", "--authority", "rutland", "--regime", "announced-2026-11-break"),
		comparison,
		three,
	} {
		does(t, "report", folder, "--brief")
		page := string(read(t, folder, "brief.html"))
		var text []string
		for _, p := range paragraphs.FindAllStringSubmatch(page, -1) {
			text = append(text, html.UnescapeString(tags.ReplaceAllString(p[1], "")))
		}
		all := strings.Join(text, " ")
		grade, words := readingGrade(all)
		without, _ := readingGrade(numbers.ReplaceAllString(all, "$2"))
		grade = max(grade, without)
		t.Logf("%s: grade %.1f, %d words", filepath.Base(folder), grade, words)
		if most, least := 8.0, 100; grade > most || words < least {
			t.Errorf("%s: grade %.1f, %d words:\n%s", filepath.Base(folder), grade, words, all)
		}
		if strings.Count(page, "<svg ") != 1 || strings.Count(page, "<table") != 1 || !strings.Contains(all, "n 8 futures of 10") {
			t.Errorf("%s: not one chart, one table and the range in words", filepath.Base(folder))
		}
		if found := fetches.FindString(page); found != "" {
			t.Errorf("%s: the page has %q in it", filepath.Base(folder), found)
		}
		if pagesOf == nil {
			continue
		}
		if n := pagesOf(t, filepath.Join(folder, "brief.html")); n != 1 {
			t.Errorf("%s: the brief takes %d pages of A4", filepath.Base(folder), n)
		}
	}
}

// The brief names a safety valve agreement of the run's own authority, whether
// what it is still to pay is counted, and the gravest warnings of the run.
func TestTheBriefWarns(t *testing.T) {
	at := t.TempDir()
	brief := func(name string, args ...string) string {
		folder := filepath.Join(at, name)
		does(t, append(append([]string{"run", "--draws", "20", "--years", "2", "--quiet"}, args...), "--out", folder)...)
		does(t, "report", folder, "--brief")
		return html.UnescapeString(string(read(t, folder, "brief.html")))
	}
	kent, leeds := brief("kent", "--authority", "kent"), brief("leeds", "--authority", "leeds")
	paid := write(t, "authority: kent\nlevers:\n  - safety-valve: {from: 2024-autumn, yearly: 10m, limit: 50m}\n", at, "valve.yaml")
	figures := func(of, balance string) string {
		return write(t, "form: 1\nauthority: "+of+"\nbalance: {at: 2024-03, "+balance+"}\n", at, of+"-"+balance[:3]+".yaml")
	}
	own := brief("own", "--authority", "leeds", "--local", figures("leeds", "net: 27.2m"))
	gross := brief("gross", paid, "--local", figures("kent", "net: 27.2m, gross: 36.2m"))
	for text, says := range map[string][]string{
		gross:               {"Kent has a safety valve agreement", "counted as the plan says."},
		kent:                {"Kent has a safety valve agreement", "What it is still to pay is not counted here.", "and was not published."},
		leeds:               {"we had to judge which, so check it in the council's books."},
		brief("paid", paid): {"What it is still to pay is counted as the plan says."},
	} {
		for _, s := range append(says, "The full report lists all that we must warn of.") {
			if !strings.Contains(text, s) {
				t.Errorf("no %q in the brief", s)
			}
		}
	}
	if strings.Contains(leeds, "has a safety valve agreement") || strings.Contains(kent, "does not add up") {
		t.Error("Leeds has an agreement, or the payments to Kent are not explained")
	}
	if strings.Contains(own, "we had to judge which") {
		t.Error("the balance that the council gave is doubted")
	}
	if strings.Contains(gross, "What was paid so far") || strings.Contains(gross, "not counted here") {
		t.Error("payments that the council gave, or that the plan says, are doubted")
	}
}

// What a plan does to the deficit is not called a saving: what other purses pay
// for it, and what all of them save, stands beside it.
func TestTheBriefNamesWhoPays(t *testing.T) {
	folder, _ := compared(t, []string{`authority: rutland
years: 2
draws: 30
levers:
  - early-years-support: {from: 2024-autumn, effect: 30%, cost: {council: 600k/year}}
`})
	does(t, "report", folder, "--brief")
	brief := html.UnescapeString(string(read(t, folder, "brief.html")))
	for _, says := range []string{"The plan lowers the deficit ", "Up to March 2026 it costs the purse “council general fund” £9", "All purses as one pay £"} {
		if !strings.Contains(brief, says) {
			t.Errorf("no %q in the brief", says)
		}
	}
	if strings.Contains(brief, "saves money") {
		t.Error("the plan saves")
	}
}
