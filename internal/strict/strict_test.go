package strict_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/cohorts"
	"sendsim/internal/golden"
	"sendsim/internal/strict"
)

// form is a file with a value of every sort.
type form struct {
	Name, Shape   string
	Years         int
	Seed          uint64
	On            bool
	Share, Pounds float64
	Cost          strict.Money
	Effect, Late  strict.Range
	Term          cohorts.Term
	Census        int
	Year, Month   int
	List          []int
	Free          map[string]int
	Depth         int
}

func read(d *strict.Doc) form {
	f := form{Years: 10, Free: map[string]int{}}
	d.Need("name").Text(&f.Name)
	d.Key("shape").OneOf(&f.Shape, "linear", "step", "front", "back")
	d.Key("years").Int(&f.Years, 1, 20)
	strict.Whole(d.Key("seed"), &f.Seed, 0, 1<<63)
	d.Key("on").Bool(&f.On)
	d.Key("share").Amount(&f.Share, strict.Share, 0, 1)
	d.Key("pounds").Amount(&f.Pounds, strict.Pounds, -1e9, 1e9)
	d.Key("cost").Money(&f.Cost, 1e8)
	d.Key("effect").Range(&f.Effect, strict.Share, -0.5, 1)
	d.Key("late").Range(&f.Late, strict.Number, 0, 60)
	d.Key("term").Term(&f.Term)
	d.Key("census").Census(&f.Census)
	d.Key("month").Month(&f.Year, &f.Month)
	for _, item := range d.Key("list").Items() {
		n := 0
		item.Int(&n, 0, 9)
		f.List = append(f.List, n)
	}
	d.Key("free").Each(func(name string, key, value strict.Value) {
		if strings.HasPrefix(name, "-") {
			key.Fault("begins with a -")
		}
		n := 0
		value.Int(&n, 0, 9)
		f.Free[name] = n
	})
	d.Key("box").Key("depth").Int(&f.Depth, 0, 9)
	d.Refused("horizon", "is retired: write years")
	return f
}

func TestEverySortOfValueIsRead(t *testing.T) {
	d := strict.Parse("good.yaml", []byte("\ufeff"+strings.ReplaceAll(`# a comment
name: "phase 1 é"
shape: step
years: 5
seed: 9223372036854775808
on: true
share: 0.7%
pounds: -£1.2m
cost: 350k/year
effect: {low: -5%, mid: 0.1, high: 20 %}
late: 12
term: '2024-autumn'
census: 2024-01
month: 2024-06
list: [1, 2]
free: {b: 1, a: 2}
box:
  depth: 3
`, "\n", "\r\n")))
	got := read(d)
	if err := d.Err(); err != nil {
		t.Fatal(err)
	}
	want := form{
		Name: "phase 1 é", Shape: "step", Years: 5, Seed: 1 << 63, On: true, Share: 0.007, Pounds: -1.2e6,
		Cost: strict.Money{Pounds: 350e3, Yearly: true}, Effect: strict.Around(-0.05, 0.1, 0.2), Late: strict.Exactly(12),
		Term: cohorts.Term{Year: 2024, Part: cohorts.Autumn}, Census: 2024, Year: 2024, Month: 6,
		List: []int{1, 2}, Free: map[string]int{"a": 2, "b": 1}, Depth: 3,
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("read\n%v, want\n%v", got, want)
	}
}

// TestFaultsSayWhereWhatAndWhatIsAllowed holds a faulty file of every sort
// against what is said of it.
func TestFaultsSayWhereWhatAndWhatIsAllowed(t *testing.T) {
	files, err := filepath.Glob("testdata/faulty/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no faulty files: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := strict.Parse(filepath.Base(file), src)
			read(d)
			said := d.Err()
			if said == nil {
				t.Fatal("no fault was found")
			}
			if again := d.Err(); again.Error() != said.Error() {
				t.Errorf("asked twice, it says:\n%v", again)
			}
			golden.File(t, strings.TrimSuffix(file, ".yaml")+".txt", []byte(said.Error()+"\n"))
		})
	}
}

func TestFaultyValuesLeaveWhatWasThere(t *testing.T) {
	d := strict.Parse("x.yaml", []byte("years: ten\nlate: {low: 5, high: 2}\nshare: 140%\nname: []\n"))
	f := form{Name: "before", Years: 10, Share: 0.5, Late: strict.Between(1, 2)}
	d.Key("name").Text(&f.Name)
	d.Key("years").Int(&f.Years, 1, 20)
	d.Key("share").Amount(&f.Share, strict.Share, 0, 1)
	d.Key("late").Range(&f.Late, strict.Number, 0, 60)
	if f.Name != "before" || f.Years != 10 || f.Share != 0.5 || f.Late != strict.Between(1, 2) {
		t.Errorf("left %+v", f)
	}
	var faults strict.Faults
	if !errors.As(d.Err(), &faults) || len(faults) != 4 {
		t.Errorf("said %v, want four faults", d.Err())
	}
}

func TestFilesThatAreTooMuchAreRefusedAtOnce(t *testing.T) {
	for name, src := range map[string]string{
		"larger than 1024 KiB": strings.Repeat("#", 1<<20+1),
		"file is too long":     strings.Repeat("a: 1\n", 20_000),
		"line is too long":     "name: " + strings.Repeat("x", 5_000),
		"nested too deep":      strings.Repeat("[", 3_000),
		"nested too  deep":     strings.Repeat("- ", 1_500),
		"nested  too deep":     strings.Repeat("{a: ", 900),
		"not allowed":          "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
	} {
		d := strict.Parse("big.yaml", []byte(src))
		said := d.Err()
		if said == nil || !strings.Contains(said.Error(), strings.Join(strings.Fields(name), " ")) {
			t.Errorf("%s: said %.200v", name, said)
		}
		if len(fmt.Sprint(said)) > 1<<16 {
			t.Errorf("%s: the error is %d bytes long", name, len(said.Error()))
		}
	}
}

func TestAFileThatIsNotThereIsAnErrorOfTheDisk(t *testing.T) {
	if _, err := strict.Open(fstest.MapFS{}, "none.yaml"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	d, err := strict.Open(fstest.MapFS{"a.yaml": {Data: []byte("name: x")}}, "a.yaml")
	if err != nil || !d.Key("name").Here() {
		t.Errorf("got %v", err)
	}
}

func TestNearestIsWhatAReaderWouldHaveMeant(t *testing.T) {
	known := []string{"stockton-on-tees", "stockport", "stoke-on-trent", "reach", "effect", "from"}
	for asked, want := range map[string]string{
		"stocktn-on-tees": "[stockton-on-tees]", "Reach": "[reach]", "raech": "[reach]", "form": "[from]",
		"stockto": "[stockton-on-tees stockport]", "zzz": "[]", "": "[]",
	} {
		if got := fmt.Sprint(strict.Nearest(asked, known)); got != want {
			t.Errorf("Nearest(%q) = %s, want %s", asked, got, want)
		}
	}
}
