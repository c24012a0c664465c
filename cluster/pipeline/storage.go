package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://
	_ "gocloud.dev/blob/gcsblob"   // gs://
	_ "gocloud.dev/blob/s3blob"    // s3://
	"gocloud.dev/gcerrors"

	"sendsim/internal/shelf"
)

// storage is the folder of a sweep, on a disk or in an object store. A file is
// put in its place whole or not at all; one that is not there is fs.ErrNotExist.
type storage interface {
	fs.ReadFileFS
	fs.ReadDirFS
	Put(name string, text []byte) error
	Drop(name string) error // if it is there
	Close() error
}

// open opens a folder by its path or URL. Who may read and write it is the
// environment's affair: nothing here reads, keeps or logs a credential.
func open(ctx context.Context, at string) (storage, error) {
	if !strings.Contains(at, "://") {
		return shelf.Folder(at), nil
	}
	u, err := addressOf(at)
	if err != nil {
		return nil, err
	}
	below := strings.Trim(u.Path, "/")
	u.Path = ""
	bucket, err := blob.OpenBucket(ctx, u.String())
	if err != nil {
		return nil, told(err)
	}
	if below != "" {
		bucket = blob.PrefixedBucket(bucket, below+"/")
	}
	bucket.SetIOFSCallback(func() (context.Context, *blob.ReaderOptions) { return ctx, nil })
	return &objects{ctx, bucket}, nil
}

// stores are the object stores, by the scheme of their URLs, with what may stand
// in the query of one: where the store is, never who comes.
var stores = map[string][]string{
	"s3":     {"region", "endpoint", "use_path_style", "disable_https", "ssetype"},
	"gs":     {"universe_domain"},
	"azblob": {"storage_account", "domain", "protocol", "localemu"},
}

// addressOf reads a URL that can hold no credential. Its text is in no error, as
// it might.
func addressOf(at string) (*url.URL, error) {
	u, err := url.Parse(at)
	if err != nil || u.Host == "" || u.Port() != "" || u.Fragment != "" {
		return nil, errors.New("the folder is no URL; allowed: s3://BUCKET/FOLDER, gs://BUCKET/FOLDER, azblob://CONTAINER/FOLDER, or a path")
	}
	may, ok := stores[u.Scheme]
	if !ok {
		return nil, errors.New("the folder is of no object store that is known; allowed: s3://, gs://, azblob://, or a path")
	}
	query, err := url.ParseQuery(u.RawQuery)
	more := err != nil || u.User != nil
	for name, values := range query {
		more = more || !slices.Contains(may, name) || strings.ContainsAny(strings.Join(values, ""), "@?")
	}
	if more {
		return nil, fmt.Errorf("the folder's URL holds more than where it is; allowed: %s://NAME/FOLDER, and behind a ? nothing but %s; credentials belong into the environment of every worker, as a URL is logged", u.Scheme, strings.Join(may, ", "))
	}
	return u, nil
}

// objects are a folder in an object store.
type objects struct {
	ctx    context.Context // of the worker: fs.FS has none
	bucket *blob.Bucket
}

// Open opens a file, or a folder below.
func (o *objects) Open(name string) (fs.File, error) {
	f, err := o.bucket.Open(name)
	if err != nil {
		return nil, told(err)
	}
	return opened{f}, nil
}

// opened is a file that is read.
type opened struct{ fs.File }

func (f opened) Read(b []byte) (int, error) {
	n, err := f.File.Read(b)
	return n, told(err)
}

// ReadFile reads a file, with one request.
func (o *objects) ReadFile(name string) ([]byte, error) {
	text, err := o.bucket.ReadAll(o.ctx, name)
	return text, told(err)
}

// ReadDir lists what is in a folder below. The mark that some programs leave in a
// folder that they make is none of it.
func (o *objects) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(o.bucket, name)
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool { return e.Name() == "." }), told(err)
}

// Put puts a file in its place: an object is there whole or not at all.
func (o *objects) Put(name string, text []byte) error {
	return told(o.bucket.WriteAll(o.ctx, name, text, nil))
}

// Drop takes a file away, if it is there.
func (o *objects) Drop(name string) error {
	err := o.bucket.Delete(o.ctx, name)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil
	}
	return told(err)
}

// Close ends it.
func (o *objects) Close() error { return told(o.bucket.Close()) }

// told is what an error of a store says, without the queries of URLs: with a
// shared access signature a credential of Azure is there.
func told(err error) error {
	switch {
	case err == nil || err == io.EOF:
		return err
	case gcerrors.Code(err) == gcerrors.NotFound || errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", unsigned(err), fs.ErrNotExist)
	}
	return errors.New(unsigned(err))
}

func unsigned(err error) string { return queries.ReplaceAllString(err.Error(), "?...") }

var queries = regexp.MustCompile(`\?[^\s"]+`)
