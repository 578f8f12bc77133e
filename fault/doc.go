// Package fault holds tests that start the program as a process of its own and then do to its store
// what disks, people and kernels do: bits flip, files are replaced, disks fill up, and processes
// are killed. They are kept apart from the tests of the commands, because they build the program,
// once for all tests.
package fault
