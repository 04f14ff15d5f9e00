import Foundation
import Testing

/// Ticks for which the system never reads or writes more than a few bytes at once, and interrupts
/// every second call.
///
/// A small library in front of the system's makes it so; a C compiler is wherever Swift is.
struct ShortCallTests {
    private static let source = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <sys/syscall.h>
        #include <unistd.h>
        static int turn;
        static size_t most(size_t n) { return n > 61 ? 61 : n; }
        ssize_t write(int f, const void *b, size_t n) {
            if (turn++ % 2) { errno = EINTR; return -1; }
            return syscall(SYS_write, f, b, most(n));
        }
        ssize_t read(int f, void *b, size_t n) {
            if (turn++ % 2) { errno = EINTR; return -1; }
            return syscall(SYS_read, f, b, most(n));
        }
        ssize_t pread(int f, void *b, size_t n, off_t o) {
            if (turn++ % 2) { errno = EINTR; return -1; }
            return syscall(SYS_pread64, f, b, most(n), o);
        }
        ssize_t pread64(int f, void *b, size_t n, off_t o) { return pread(f, b, n, o); }
        """

    /// The library; `nil` where nothing compiles it.
    private func library(in home: TemporaryHome) throws -> String? {
        try home.write(Self.source, to: "short.c")
        for compiler in ["cc", "clang"] {
            let outcome = try Command(path: "/usr/bin/env").run(
                [
                    compiler, "-shared", "-fPIC", "-o", "\(home.path)/short.so",
                    "\(home.path)/short.c",
                ],
                environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""])
            if outcome.status == 0 { return "\(home.path)/short.so" }
        }
        return nil
    }

    @Test(arguments: Scene.plans)
    func `short and interrupted reads and writes change nothing`(plan: Scene.Plan) throws {
        let place = try TemporaryHome()
        let library = try #require(try library(in: place), "no C compiler was found")
        let scene = try Scene(plan)
        let home = try scene.home()
        let outcome = try scene.run(home, with: ["LD_PRELOAD": library])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.count == 1, "\(outcome.output)")
        let difference = try Record(home, trader: scene.trader).difference(
            from: try scene.undisturbed())
        #expect(difference == nil)
        let proof = try Command(name: "algom")(
            "verify", "--home", home.path, environment: ["LD_PRELOAD": library])
        #expect(proof.status == 0, "\(proof.errors)")
    }
}
