//! The binary `ungcuu`: wires every room and nothing else.

fn main() {}
