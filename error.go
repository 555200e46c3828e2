package rostrum

import (
	"errors"
	"fmt"
)

// Code is one of a closed set of reasons why something could not be done. Each
// maps once to an exit code, an HTTP status and an MCP error.
type Code string

// The closed set. An error without a code counts as CodeInternal.
const (
	CodeInvalid     Code = "invalid"     // what was given is malformed
	CodeNotFound    Code = "not_found"   // what was asked for is not there
	CodeConflict    Code = "conflict"    // it contradicts what is held
	CodeUnavailable Code = "unavailable" // a file, store or peer cannot be reached now
	CodeUnsupported Code = "unsupported" // well-formed, but not something this program does
	CodeInternal    Code = "internal"    // a defect
)

// codes maps each code to its exit code and HTTP status.
var codes = map[Code]struct{ exit, http int }{
	CodeInvalid:     {2, 400},
	CodeNotFound:    {3, 404},
	CodeConflict:    {4, 409},
	CodeUnavailable: {5, 503},
	CodeUnsupported: {6, 422},
	CodeInternal:    {1, 500},
}

// ExitCode is what the command line ends with for this code.
func (c Code) ExitCode() int {
	if v, ok := codes[c]; ok {
		return v.exit
	}
	return codes[CodeInternal].exit
}

// HTTPStatus is what the API answers with for this code.
func (c Code) HTTPStatus() int {
	if v, ok := codes[c]; ok {
		return v.http
	}
	return codes[CodeInternal].http
}

// Error is an error with a code and a message for the person who asked.
type Error struct {
	Code    Code
	Message string
	Err     error // the cause, or nil
}

// Errorf makes an Error; a %w in format keeps the cause.
func Errorf(code Code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Code: code, Message: err.Error(), Err: errors.Unwrap(err)}
}

func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrorCode returns the code of the first Error in err's chain, CodeInternal
// where there is none, and "" for nil.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}
