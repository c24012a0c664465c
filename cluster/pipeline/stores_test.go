package pipeline

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/fsouza/fake-gcs-server/fakestorage"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"gocloud.dev/blob"
	"gocloud.dev/blob/azureblob"

	"sendsim/outputs"
)

// The stores that the tests start, each a server on this machine, and the URL of
// a folder there.
var emulated = map[string]func(*testing.T) (string, *counted){"s3": onS3, "gs": onGCS, "azblob": onAzure}

// counted is a server that counts what is written there.
type counted struct {
	http.Handler
	writes atomic.Int64
}

func (c *counted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPut || r.Method == http.MethodPost {
		c.writes.Add(1)
	}
	c.Handler.ServeHTTP(w, r)
}

func served(t *testing.T, h http.Handler) (c *counted, host string) {
	c = &counted{Handler: h}
	server := httptest.NewServer(c)
	t.Cleanup(server.Close)
	return c, server.Listener.Addr().String()
}

func onS3(t *testing.T) (string, *counted) {
	server, host := served(t, gofakes3.New(s3mem.New()).Server())
	for name, is := range map[string]string{
		"AWS_ENDPOINT_URL": "http://" + host, "AWS_REGION": "eu-west-2", "AWS_ACCESS_KEY_ID": "anyone", "AWS_SECRET_ACCESS_KEY": "anything",
		"AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere",
	} {
		t.Setenv(name, is)
	}
	const at = "s3://sweeps/a/design?use_path_style=true"
	var client *s3.Client
	bucketOf(t, at).As(&client)
	ctx, name, mark := context.Background(), "sweeps", "a/design/"
	if _, err := client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &name}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.PutObject(ctx, &s3.PutObjectInput{Bucket: &name, Key: &mark}); err != nil { // of a folder, as consoles leave it
		t.Fatal(err)
	}
	return at, server
}

func onGCS(t *testing.T) (string, *counted) {
	server, host := served(t, nil)
	store, err := fakestorage.NewServerWithOptions(fakestorage.Options{NoListener: true, PublicHost: host})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Stop)
	server.Handler = store.HTTPHandler()
	store.CreateObject(fakestorage.Object{ObjectAttrs: fakestorage.ObjectAttrs{BucketName: "sweeps", Name: "a/design/"}}) // the mark of a folder
	t.Setenv("STORAGE_EMULATOR_HOST", host)
	return "gs://sweeps/a/design", server
}

// onAzure is Azurite, where make azurite has started it, else a server of the few
// requests that are made.
func onAzure(t *testing.T) (string, *counted) {
	var server *counted
	host := os.Getenv("AZURITE")
	if host == "" {
		server, host = served(t, &azure{blobs: map[string][]byte{}})
	}
	t.Setenv("AZURE_STORAGE_ACCOUNT", "tests")
	t.Setenv("AZURE_STORAGE_KEY", base64.StdEncoding.EncodeToString([]byte("of no account")))
	at := "azblob://sweeps/a/design?protocol=http&localemu=true&domain=" + host
	var client *container.Client
	bucketOf(t, at).As(&client)
	if _, err := client.Create(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	return at, server
}

func bucketOf(t *testing.T, at string) *blob.Bucket {
	t.Helper()
	to, err := open(context.Background(), at)
	if err != nil {
		t.Fatal(err)
	}
	return to.(*objects).bucket
}

// azure answers what Azure's store is asked for here, for any account and key.
// What it says is held against Azurite by make azurite.
type azure struct {
	sync.Mutex
	blobs map[string][]byte // by path
}

func (a *azure) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.Lock()
	defer a.Unlock()
	text, there := a.blobs[r.URL.Path]
	switch query := r.URL.Query(); {
	case query.Get("comp") == "list":
		_ = xml.NewEncoder(w).Encode(a.list(r.URL.Path+"/", query.Get("prefix"), query.Get("delimiter")))
	case r.Method == http.MethodPut:
		if query.Get("restype") != "container" {
			a.blobs[r.URL.Path], _ = io.ReadAll(r.Body)
		}
		w.WriteHeader(http.StatusCreated)
	case !there:
		w.Header().Set("x-ms-error-code", "BlobNotFound")
		w.WriteHeader(http.StatusNotFound)
	case r.Method == http.MethodDelete:
		delete(a.blobs, r.URL.Path)
		w.WriteHeader(http.StatusAccepted)
	default:
		r.Header.Set("Range", r.Header.Get("x-ms-range"))
		w.Header().Set("ETag", `"1"`)
		http.ServeContent(w, r, "", time.Unix(1, 0), bytes.NewReader(text))
	}
}

// listed is Azure's EnumerationResults.
type listed struct {
	XMLName xml.Name     `xml:"EnumerationResults"`
	Blobs   []listedBlob `xml:"Blobs>Blob"`
	Folders []listedBlob `xml:"Blobs>BlobPrefix"`
}

type listedBlob struct {
	Name  string
	Size  int    `xml:"Properties>Content-Length"`
	Since string `xml:"Properties>Last-Modified"`
}

func (a *azure) list(container, prefix, delimiter string) (all listed) {
	seen := map[string]bool{}
	for at, text := range a.blobs {
		name := strings.TrimPrefix(at, container)
		below, ok := strings.CutPrefix(name, prefix)
		folder, _, inside := strings.Cut(below, delimiter)
		switch {
		case !ok || inside && seen[folder]:
		case inside:
			seen[folder] = true
			all.Folders = append(all.Folders, listedBlob{Name: prefix + folder + delimiter})
		default:
			all.Blobs = append(all.Blobs, listedBlob{name, len(text), time.Unix(1, 0).UTC().Format(http.TimeFormat)})
		}
	}
	return all
}

// In every store, the pipeline makes the folder that one machine makes on its
// disk; and again over what is there, whether it was written already, is cut short
// or is missing.
func TestTheSameBytesInEveryStore(t *testing.T) {
	s := designed(t, 12, 4)
	want := os.DirFS(onOneMachine(t, s))
	for scheme, start := range emulated {
		t.Run(scheme, func(t *testing.T) {
			ctx := context.Background()
			out, server := start(t)
			to, err := open(ctx, out)
			if err != nil {
				t.Fatal(err)
			}
			defer to.Close()
			if err := run(ctx, s, out); err != nil {
				t.Fatal(err)
			}
			same(t, want, to)
			names := []string{}
			for _, i := range s.Design.Items() {
				names = append(names, outputs.SweepPartName(&s.Design, i))
			}
			text, err := to.ReadFile(names[3])
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(to.Put(names[3], text[:700]), to.Drop(names[5]), to.Drop(outputs.PartsName), to.Drop(outputs.PartsName)); err != nil {
				t.Fatal(err)
			}
			var before int64
			if server != nil {
				before = server.writes.Load()
			}
			if err := run(ctx, s, out); err != nil {
				t.Fatal(err)
			}
			if anew := int64(2 + len(files(t, want)) - len(names) - 1); server != nil && server.writes.Load()-before != anew {
				t.Errorf("%d files are written to go on, want two parts and the tables: %d", server.writes.Load()-before, anew)
			}
			same(t, want, to)
			twice(t, s, out)
			same(t, want, to)
			if err := run(ctx, designed(t, 13, 4), out); err == nil || !strings.Contains(err.Error(), "holds another sweep") {
				t.Errorf("another sweep is laid over this one: %v", err)
			}
			if err := to.Drop(outputs.SweepName); err != nil {
				t.Fatal(err)
			}
			if err := Begin(ctx, s, nil, out); err == nil || !strings.Contains(err.Error(), "is not empty") {
				t.Errorf("a folder that holds something else is begun: %v", err)
			}
		})
	}
}

// A URL that says who comes is refused, and is not in the error.
func TestAURLHoldsNoCredential(t *testing.T) {
	for at, says := range map[string]string{
		"s3://SECRET:SECRET@bucket/folder":                            "holds more than where it is",
		"s3://bucket/folder?endpoint=https://SECRET:SECRET@host":      "holds more than where it is",
		"s3://bucket/folder?endpoint=https%3A%2F%2FSECRET%40host":     "holds more than where it is",
		"s3://bucket/folder?endpoint=https://host?SECRET":             "holds more than where it is",
		"azblob://container/folder?domain=SECRET@host":                "holds more than where it is",
		"s3://bucket/folder?X-Amz-Signature=SECRET":                   "credentials belong into the environment",
		"gs://bucket/folder?SECRET":                                   "nothing but universe_domain",
		"azblob://container/folder?sv=2024-01-01&sig=SECRET":          "credentials belong into the environment",
		"azblob://container/folder?storage_account=a&sig=SECRET":      "nothing but storage_account",
		"https://account.blob.core.windows.net/container?sig=SECRET":  "no object store",
		"s3://bucket:SECRET/folder":                                   "is no URL",
		"s3://bucket/folder#SECRET":                                   "is no URL",
		"s3://bucket/%zzSECRET":                                       "is no URL",
		"s3://bucket/folder?region=eu-west-2&region=%zzSECRET;SECRET": "holds more than where it is",
		"s3:///SECRET": "is no URL",
	} {
		_, err := open(context.Background(), at)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "SECRET") {
			t.Errorf("%s: %v; want %q", at, err, says)
		}
	}
}

// A signature that Azure's environment holds is in the URL of every request: it is
// not in what an error says.
func TestErrorsHoldNoCredential(t *testing.T) {
	nobody := httptest.NewServer(nil)
	nobody.Close()
	options := &container.ClientOptions{}
	options.Retry = policy.RetryOptions{MaxRetries: -1}
	client, err := container.NewClientWithNoCredential(nobody.URL+"/account/container?sv=1&sig=SECRET", options)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	bucket, err := azureblob.OpenBucket(ctx, client, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bucket.ReadAll(ctx, "name"); !strings.Contains(err.Error(), "SECRET") {
		t.Errorf("there was nothing to hide: %v", err)
	}
	bucket.SetIOFSCallback(func() (context.Context, *blob.ReaderOptions) { return ctx, nil })
	to := &objects{ctx, bucket}
	_, read := to.ReadFile("name")
	_, opens := to.Open("name")
	_, lists := to.ReadDir("below")
	for what, err := range map[string]error{"read": read, "open": opens, "list": lists, "put": to.Put("name", nil), "drop": to.Drop("name")} {
		if err == nil || strings.Contains(err.Error(), "SECRET") || !strings.Contains(err.Error(), "connection refused") {
			t.Errorf("%s: %v", what, err)
		}
	}
	var all *url.Error
	if errors.As(read, &all) {
		t.Errorf("the error of the store is still in it: %v", all)
	}
}
