import Foundation
import Glibc
import Testing

@testable import Store

struct DescriptorTests {
    let temporary: TemporaryDirectory

    init() throws { temporary = try TemporaryDirectory() }

    @Test func `makes an interrupted call again, and no other`() {
        var results: [(Int32, Int32)] = [(-1, EINTR), (-1, EINTR), (-1, ENOSPC), (5, 0)]
        let call = {
            let (result, code) = results.removeFirst()
            errno = code
            return result
        }
        #expect(restarting(call) == -1)
        #expect(errno == ENOSPC)
        #expect(restarting(call) == 5)
    }

    @Test func `reads what there is, from wherever it is told`() throws {
        let bytes = (0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try temporary.put(bytes, in: "a")
        let file = Descriptor(
            number: open("\(temporary.path)/a", O_RDONLY | O_CLOEXEC), path: "a")
        #expect(try file.read(100, at: 200) == Array(bytes[200..<300]))
        #expect(try file.read(4_000, at: 1_000) == Array(bytes[1_000...]))
        #expect(try file.read(10, at: 3_000) == [])
        #expect(try file.read(0, at: 0) == [])
    }

    @Test func `tells what failed`() throws {
        try temporary.put([1], in: "a")
        let reading = Descriptor(
            number: open("\(temporary.path)/a", O_RDONLY | O_CLOEXEC), path: "a")
        var errors: [StoreError] = []
        do { try reading.write([1]) } catch { errors.append(error) }
        do { try reading.truncate(to: 0) } catch { errors.append(error) }
        do { _ = try reading.read(1, at: -1) } catch { errors.append(error) }
        #expect(
            errors == [
                .io(operation: "write", path: "a", code: EBADF),
                .io(operation: "truncate", path: "a", code: EINVAL),
                .io(operation: "read", path: "a", code: EINVAL),
            ])
    }

    @Test func `knows whether a name still means an open file`() throws {
        try temporary.put([1], in: "a")
        guard let directory = try temporary.state().openDirectory([]),
            let file = try directory.openFile("a", O_RDONLY)
        else {
            Issue.record("the file is gone")
            return
        }
        var answers = [try directory.holds(file, as: "a")]
        #expect(rename("\(temporary.path)/a", "\(temporary.path)/b") == 0)
        answers.append(try directory.holds(file, as: "a"))
        try temporary.put([1], in: "a")
        answers.append(try directory.holds(file, as: "a"))
        answers.append(try directory.holds(file, as: "b"))
        #expect(answers == [true, false, false, true])
    }
}
