package ocds

import "bytes"

// key reads a field's name and its colon, after the opening quotation mark.
func (s *scanner) key() (string, error) {
	var name []byte
	for {
		b, err := s.next()
		if err != nil {
			return "", s.cut(err)
		}
		if b == '"' {
			break
		}
		if b == '\\' {
			if _, err := s.next(); err != nil {
				return "", s.cut(err)
			}
		}
		if len(name) < 64 {
			name = append(name, b)
		}
	}
	b, err := s.within()
	if err == nil && b != ':' {
		err = s.wrong(b, "a colon")
	}
	return string(name), err
}

// pass reads a value that begins with b. It checks only brackets and strings. In place of a number
// it accepts anything up to the next comma or bracket.
func (s *scanner) pass(b byte) error {
	base := len(s.open)
	for {
		switch b {
		case '"':
			if err := s.quoted(); err != nil {
				return err
			}
		case '{', '[':
			if len(s.open) >= maxNesting {
				return s.deep()
			}
			// In ASCII, the closing bracket is two after the opening one.
			s.open = append(s.open, b+2)
		case '}', ']':
			if len(s.open) == base || s.open[len(s.open)-1] != b {
				return s.wrong(b, "a value")
			}
			s.open = s.open[:len(s.open)-1]
		}
		if len(s.open) == base {
			if done, err := s.ended(); done || err != nil {
				return err
			}
		}
		var err error
		if b, err = s.next(); err != nil {
			return s.cut(err)
		}
	}
}

// ended reports whether a comma, a bracket or the end of the file is next. It does not read it.
func (s *scanner) ended() (bool, error) {
	for {
		head, _ := s.in.Peek(1)
		if len(head) == 0 { // the next read returns the error
			return true, nil
		}
		switch head[0] {
		case ',', '}', ']':
			return true, nil
		case ' ', '\n', '\r', '\t':
			if _, err := s.next(); err != nil {
				return false, err
			}
		default:
			return false, nil
		}
	}
}

// quoted reads the rest of a string after its opening quotation mark.
func (s *scanner) quoted() error {
	for {
		if err := s.plain(); err != nil {
			return err
		}
		b, err := s.next()
		if err != nil {
			return s.cut(err)
		}
		switch b {
		case '"':
			return nil
		case '\\':
			if _, err := s.next(); err != nil {
				return s.cut(err)
			}
		}
	}
}

// plain skips the buffered bytes of a string up to the next quotation mark or backslash. Bytes that
// are wrong, or beyond the limit, are left to next.
func (s *scanner) plain() error {
	head, _ := s.in.Peek(s.in.Buffered()) // never more than is buffered
	if i := bytes.IndexByte(head, '"'); i >= 0 {
		head = head[:i]
	}
	if i := bytes.IndexByte(head, '\\'); i >= 0 {
		head = head[:i]
	}
	if i := bytes.IndexByte(head, 0); i >= 0 {
		head = head[:i]
	}
	if s.keep {
		head = head[:min(len(head), maxRelease-len(s.text))]
		s.text = append(s.text, head...)
	}
	s.at += int64(len(head))
	_, err := s.in.Discard(len(head))
	return err
}
