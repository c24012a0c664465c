package png_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	standard "image/png"
	"io"
	"testing"

	"sendsim/internal/png"
)

// pattern is a picture of a size in which no two neighbours are the same.
func pattern(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.RGBA{uint8(7*x + y), uint8(x * y), uint8(x ^ y), 0xff})
		}
	}
	return m
}

// Dot by dot the picture is read back as it was by package image/png, whatever
// its size, and where it is a part of a larger one.
func TestReadsBack(t *testing.T) {
	pictures := []*image.RGBA{pattern(1, 1), pattern(1, 300), pattern(300, 1), pattern(257, 129)}
	pictures = append(pictures, pictures[3].SubImage(image.Rect(20, 30, 91, 47)).(*image.RGBA))
	for _, m := range pictures {
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		back, err := standard.Decode(&b)
		if err != nil {
			t.Fatalf("%v: %v", m.Rect, err)
		}
		if back.Bounds().Size() != m.Rect.Size() || b.Len() > 0 {
			t.Fatalf("%v is read back as %v, with %d bytes left", m.Rect, back.Bounds(), b.Len())
		}
		for y := range m.Rect.Dy() {
			for x := range m.Rect.Dx() {
				want := m.At(m.Rect.Min.X+x, m.Rect.Min.Y+y)
				if have := color.RGBAModel.Convert(back.At(x, y)); have != want {
					t.Fatalf("%v at %d, %d: %v is read back as %v", m.Rect, x, y, want, have)
				}
			}
		}
	}
}

var errFull = errors.New("full")

// What cannot be written is an error.
func TestAFullDiskIsAnError(t *testing.T) {
	read, write := io.Pipe()
	read.CloseWithError(errFull)
	if err := png.Encode(write, pattern(9, 9)); !errors.Is(err, errFull) {
		t.Errorf("the error is %v", err)
	}
}
