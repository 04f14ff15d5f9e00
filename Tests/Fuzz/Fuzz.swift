internal import FuzzLaws
internal import Glibc

// What libFuzzer calls, once before all inputs and once for each. Options that begin with two
// dashes are ours: it passes them over.

/// The target that the command line names, as in `--target=decimal`.
nonisolated(unsafe) private var target: FuzzTarget?

@_cdecl("LLVMFuzzerInitialize")
func initialize(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
    let option = "--target="
    for index in 1..<max(1, Int(count.pointee)) {
        guard let argument = arguments.pointee[index].map({ String(cString: $0) }),
            argument.hasPrefix(option)
        else { continue }
        target = FuzzTarget(rawValue: String(argument.dropFirst(option.count)))
    }
    if target == nil {
        print("--target= is one of:", FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))
        exit(64)
    }
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
func test(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try target?.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
    } catch {
        fatalError("broken law: \(error)")
    }
    return 0
}
