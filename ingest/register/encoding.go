package register

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"boroughgraph/estate"
)

// encodingOf finds the encoding of a text by rule, without guessing at its language:
//
//   - a byte order mark says it;
//   - a zero in every second byte of the beginning is UTF-16 without a mark;
//   - a file whose bytes are all valid UTF-8 is that;
//   - otherwise each byte that is not valid UTF-8 is a character of Windows-1252, and so is the
//     whole file if such bytes outnumber its longer UTF-8 characters. One stray byte therefore
//     changes itself and nothing else.
func encodingOf(file io.ReadSeeker, head []byte) (name string, decoder transform.Transformer, err error) {
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		name = "UTF-8"
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return "UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder(), nil
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return "UTF-16", unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder(), nil
	}
	if order, ok := unmarkedUTF16(head); ok {
		return "UTF-16", unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder(), nil
	}
	if binary(head) {
		return "", nil, estate.Invalidf("the file is not a register: it is neither text nor a workbook")
	}
	long, stray, err := countCharacters(file)
	switch {
	case err != nil:
		return "", nil, fmt.Errorf("read the file: %w", err)
	case stray == 0 && name != "":
		return name, unicode.UTF8BOM.NewDecoder(), nil
	case stray == 0:
		return "UTF-8", transform.Nop, nil
	case name != "", stray <= long:
		return "UTF-8, some bytes Windows-1252", &mixed{}, nil
	}
	return "Windows-1252", charmap.Windows1252.NewDecoder(), nil
}

// unmarkedUTF16 reports whether text looks like UTF-16 of European languages, where one of every
// two bytes is zero.
func unmarkedUTF16(head []byte) (unicode.Endianness, bool) {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(head) / 2
	few, most := pairs/10, pairs*6/10
	switch {
	case pairs < 4:
		return unicode.LittleEndian, false
	case zeros[1] > most && zeros[0] <= few:
		return unicode.LittleEndian, true
	case zeros[0] > most && zeros[1] <= few:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// binary reports whether more than one byte in twenty is a control character that no text has.
func binary(head []byte) bool {
	controls := 0
	for _, b := range head {
		if b < 0x20 && !bytes.ContainsRune([]byte("\t\n\v\f\r\x1A"), rune(b)) {
			controls++
		}
	}
	return controls*20 > len(head)
}

// countCharacters counts the valid characters of more than one byte, and the bytes that belong to
// none.
func countCharacters(file io.ReadSeeker) (long, stray int, err error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return 0, 0, err
	}
	buffer, held := make([]byte, 64<<10), 0
	for {
		n, err := file.Read(buffer[held:])
		some := buffer[:held+n]
		ended := errors.Is(err, io.EOF)
		if err != nil && !ended {
			return 0, 0, err
		}
		for len(some) > 0 && (ended || utf8.FullRune(some)) {
			if some[0] < utf8.RuneSelf {
				some = some[1:]
				continue
			}
			r, size := utf8.DecodeRune(some)
			if r == utf8.RuneError && size == 1 {
				stray++
			} else {
				long++
			}
			some = some[size:]
		}
		if ended {
			return long, stray, nil
		}
		held = copy(buffer, some)
	}
}

// mixed decodes UTF-8 and takes each byte that is not valid as one of Windows-1252.
type mixed struct{ transform.NopResetter }

// Transform implements transform.Transformer.
func (*mixed) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if !atEOF && !utf8.FullRune(src[nSrc:]) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		r, size := utf8.DecodeRune(src[nSrc:])
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(src[nSrc])
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}
