package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// deployed is the folder of the example files of array jobs.
var deployed = filepath.Join("..", "..", "deploy")

// arrayOf is the first and last index that a Slurm file asks for.
var arrayOf = regexp.MustCompile(`(?m)^#SBATCH --array=0-([0-9]+)$`)

// job is an array job of deploy: the command of one task, by its index. It is
// tried with fewer tasks than its file asks for.
type job struct {
	tasks int
	index string // variable of the environment
	text  string // for sh
}

const fewTasks = 3

// with is the text of a job of few tasks on a file.
func (j *job) with(t *testing.T, named, file string) string {
	t.Helper()
	of := fmt.Sprint("/", j.tasks)
	if !strings.Contains(j.text, of) || !strings.Contains(j.text, named) {
		t.Fatalf("the shards are not those of %d tasks on %s:\n%s", j.tasks, named, j.text)
	}
	text := strings.ReplaceAll(j.text, of, fmt.Sprint("/", fewTasks))
	text = strings.ReplaceAll(text, fmt.Sprint("-of-", j.tasks), fmt.Sprint("-of-", fewTasks))
	return strings.ReplaceAll(strings.Replace(text, named, file, 1), "/runs/", "runs/")
}

// jobsOf are the array jobs of deploy, read from their files.
func jobsOf(t *testing.T) map[string]job {
	t.Helper()
	all := map[string]job{}
	for _, name := range []string{"slurm-run.sh", "slurm-sweep.sh"} {
		script := filepath.Join(deployed, name)
		if said, err := exec.Command("sh", "-n", script).CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", name, err, said)
		}
		array := arrayOf.FindSubmatch(read(t, deployed, name))
		if array == nil {
			t.Fatalf("%s asks for no array from 0", name)
		}
		last, _ := strconv.Atoi(string(array[1]))
		all[name] = job{last + 1, "SLURM_ARRAY_TASK_ID", string(read(t, deployed, name))}
	}
	all["kubernetes-sweep.yaml"], all["aws-batch-run.json"] = kubernetesJob(t), awsJob(t)
	return all
}

func kubernetesJob(t *testing.T) job {
	var k struct {
		Kind string
		Spec struct {
			CompletionMode string `yaml:"completionMode"`
			Completions    int
			Parallelism    int
			Template       struct {
				Spec struct {
					RestartPolicy string `yaml:"restartPolicy"`
					Containers    []struct{ Command []string }
				}
			}
		}
	}
	if err := yaml.Unmarshal(read(t, deployed, "kubernetes-sweep.yaml"), &k); err != nil {
		t.Fatal(err)
	}
	if k.Kind != "Job" || k.Spec.CompletionMode != "Indexed" || k.Spec.Template.Spec.RestartPolicy != "Never" || len(k.Spec.Template.Spec.Containers) != 1 {
		t.Fatalf("kubernetes-sweep.yaml is no indexed job: %+v", k)
	}
	var words []string
	for _, word := range k.Spec.Template.Spec.Containers[0].Command { // Kubernetes puts $(NAME) in
		words = append(words, `"`+strings.ReplaceAll(word, "$(JOB_COMPLETION_INDEX)", "$JOB_COMPLETION_INDEX")+`"`)
	}
	return job{k.Spec.Completions, "JOB_COMPLETION_INDEX", "exec " + strings.Join(words, " ")}
}

func awsJob(t *testing.T) job {
	var b struct {
		Array     struct{ Size int } `json:"arrayProperties"`
		Container struct {
			Command   []string
			Resources []struct{ Type, Value string } `json:"resourceRequirements"`
		} `json:"containerOverrides"`
	}
	if err := json.Unmarshal(read(t, deployed, "aws-batch-run.json"), &b); err != nil {
		t.Fatal(err)
	}
	if len(b.Container.Command) != 3 || len(b.Container.Resources) != 2 {
		t.Fatalf("aws-batch-run.json: %+v", b)
	}
	return job{b.Array.Size, "AWS_BATCH_JOB_ARRAY_INDEX", b.Container.Command[2]}
}

// The array jobs of deploy are sound, and what their tasks make, each from its
// index alone, is what one machine makes.
func TestArrayJobsAreOneMachine(t *testing.T) {
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	plan, design := planFile(t), designFile(t)
	whole, sweep := wholeOf(t, plan), swept(t, design)
	for name, j := range jobsOf(t) {
		t.Run(name, func(t *testing.T) {
			at, sweeps := t.TempDir(), strings.Contains(name, "sweep")
			file, want, named := plan, whole, map[string]string{"slurm-run.sh": `"$1"`, "slurm-sweep.sh": `"$1"`, "kubernetes-sweep.yaml": "/design/design.yaml", "aws-batch-run.json": "/runs/plan.yaml"}[name]
			if sweeps {
				file, want = design, sweep
			}
			for i := range fewTasks {
				cmd := exec.Command("sh", "-c", j.with(t, named, file))
				cmd.Dir = at
				cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(program)+string(os.PathListSeparator)+os.Getenv("PATH"),
					fmt.Sprintf("%s=%d", j.index, i), "SLURM_CPUS_PER_TASK=1")
				if said, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("task %d: %v: %s", i, err, said)
				}
			}
			if sweeps {
				does(t, "sweep", file, "--quiet", "--out", filepath.Join(at, "runs", "design"))
				sameFolder(t, want, filepath.Join(at, "runs", "design"))
				return
			}
			shards, err := filepath.Glob(filepath.Join(at, "runs", fmt.Sprint("plan-*-of-", fewTasks)))
			if err != nil || len(shards) != fewTasks {
				t.Fatalf("%d shards of %d, %v", len(shards), fewTasks, err)
			}
			sameFolder(t, want, merged(t, shards...))
		})
	}
}

// Every file of deploy is one of those.
func TestEveryArrayJobIsTried(t *testing.T) {
	jobs := jobsOf(t)
	for _, name := range filesIn(t, deployed) {
		if _, ok := jobs[name]; !ok {
			t.Errorf("%s is not tried", name)
		}
	}
}

func filesIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	all, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

// The URL of an object store is no folder on this disk, and not repeated.
func TestAURLIsNoFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, args := range [][]string{{"run"}, {"sweep", designFile(t)}, {"merge", "shard"}} {
		code, _, stderr := command(t, append(args, "--out", "s3://SECRET@bucket/folder")...)
		if code != wrongUse || !strings.Contains(stderr, "--out is a URL") || strings.Contains(stderr, "SECRET") {
			t.Errorf("%v: exit %d: %s", args, code, stderr)
		}
	}
	if left := filesIn(t, "."); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}
