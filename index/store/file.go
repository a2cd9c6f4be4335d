package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"unsafe"

	"netnotes/index/parallel"
)

// File is the file as it is on the disk: a head, and a body of which each part
// is looked at when it is asked for. It is
//
//	key      32 bytes: what it is of, and in which layout
//	length   8 bytes, of the head, and its checksum, 4 bytes, and 4 of nothing
//	head, body
//
// so that tables in the head lie as rows do in memory.
type File struct {
	Head []byte
	body []byte
}

const fileHead = sha256.Size + 16

// Open opens the file. What is damaged, foreign or no file at all is none, and
// nil. It is never closed: texts read from it are parts of it.
func Open(name string, key [sha256.Size]byte) *File {
	data := mapFile(name)
	if len(data) < fileHead || !bytes.Equal(data[:sha256.Size], key[:]) {
		return nil
	}
	size := binary.LittleEndian.Uint64(data[sha256.Size:])
	rest := data[fileHead:]
	if size > uint64(len(rest)) || sumHead(rest[:size]) != binary.LittleEndian.Uint32(data[sha256.Size+8:]) {
		return nil
	}
	return &File{rest[:size:size], rest[size:]}
}

// Part is a part of the body. ok is false where it is not what it was when it
// was written.
func (f *File) Part(at int64, size int, sum uint32) (part []byte, ok bool) {
	if at < 0 || size < 0 || at > int64(len(f.body)) || int64(size) > int64(len(f.body))-at {
		return nil, false
	}
	part = f.body[at : at+int64(size) : at+int64(size)]
	return part, Sum(part) == sum
}

// Write writes the file anew: beside its place first, without waiting for the
// disk. What a crash leaves half-written fails its checksum.
func Write(name string, key [sha256.Size]byte, head []byte, body [][]byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "new-*") // mode 0600
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<18)
	start := binary.LittleEndian.AppendUint64(bytes.Clone(key[:]), uint64(len(head)))
	_, _ = w.Write(binary.LittleEndian.AppendUint64(start, uint64(sumHead(head))))
	_, _ = w.Write(head)
	for _, part := range body {
		_, _ = w.Write(part)
	}
	err = w.Flush()
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// Text is some bytes as a text, which shares their memory.
func Text(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// sumHead is a checksum of a head, each MiB of which is summed beside the others.
func sumHead(head []byte) uint32 {
	const part = 1 << 20
	sums := make([]byte, 4*((len(head)+part-1)/part))
	parallel.Each(len(sums)/4, 1, func(i, _ int) {
		binary.LittleEndian.PutUint32(sums[4*i:], Sum(head[i*part:min(len(head), (i+1)*part)]))
	})
	return Sum(sums)
}

// Sum is a checksum.
func Sum(data []byte) uint32 { return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)) }
