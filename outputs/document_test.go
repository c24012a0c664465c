package outputs

import (
	"bytes"
	"testing"

	"sendsim/internal/golden"
)

//go:generate env UPDATE_GOLDEN=1 go test -run ^TestColumnsAreDocumented$ .

func TestColumnsAreDocumented(t *testing.T) {
	var b bytes.Buffer
	if err := ColumnsMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	golden.File(t, "../docs/columns.md", b.Bytes())
}
