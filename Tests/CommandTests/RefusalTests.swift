import Testing

/// Ticks to which the system refuses one call: a full disk, a broken one, too many open files.
struct RefusalTests {
    /// A kind of call, and what the system says, turn by turn where it may say several things.
    private static let refusals = [
        ("write", ["ENOSPC", "EDQUOT", "EIO"]), ("fsync", ["EIO", "ENOSPC"]),
        ("fdatasync", ["EIO"]), ("renameat", ["EACCES", "ENOSPC"]),
        ("openat", ["EMFILE", "EACCES"]),
        ("ftruncate", ["EIO"]), ("flock", ["ENOLCK"]), ("fchmod", ["EPERM"]),
        ("mkdirat", ["ENOSPC"]), ("unlinkat", ["EIO"]), ("pread64", ["EIO"]),
    ]
    /// Of these each call is refused in each way.
    private static let commitCalls = ["write", "fsync", "fdatasync", "renameat"]
    /// What stops a tick wherever it stands; a directory is made where there is none.
    private static func stopping(_ plan: Scene.Plan) -> Set<String> {
        let always: Set = ["write", "renameat", "openat"]
        return plan.before.isEmpty ? always.union(["mkdirat"]) : always
    }

    @Test(arguments: Scene.plans)
    func `a disk that refuses ends in 74 and loses nothing`(plan: Scene.Plan) throws {
        let scene = try Scene(plan)
        let undisturbed = try scene.undisturbed()
        let points = try scene.points(of: Self.refusals.map(\.0))
        var refusals = 0
        var stopped: Set<String> = []
        for point in points {
            for error in Self.errors(at: point) {
                let home = try scene.home()
                let outcome = try scene.traced(home).run(point, "error=\(error)")
                // What is written to the terminal may fail, and so may what libraries read; nothing
                // hangs on either.
                // What algom.json and .env may not be read for is the operator's to put right.
                let codes: Set<Int32> = error == "EACCES" ? [0, 74, 78] : [0, 74]
                #expect(codes.contains(outcome.status), "\(point) \(error): \(outcome.errors)")
                if outcome.status != 0 {
                    stopped.insert(point.call)
                    #expect(
                        Self.names(home, outcome.errors), "\(point) \(error): \(outcome.errors)")
                }
                try scene.expectMadeGood(home, undisturbed, point, error)
                refusals += 1
            }
        }
        #expect(stopped.isSuperset(of: Self.stopping(plan)))
        print("\(plan.testDescription): \(refusals) refusals, each made good")
    }

    private static func errors(at point: TracedCommand.Point) -> [String] {
        let all = refusals.first { $0.0 == point.call }?.1 ?? []
        return commitCalls.contains(point.call) ? all : [all[point.number % all.count]]
    }

    /// Whether a message names something in the home, or a directory on the way to it.
    private static func names(_ home: TemporaryHome, _ message: String) -> Bool {
        message.contains(home.path)
            || message.contains(#/cannot open (/|/tmp): /#)
    }

    /// The scenes that differ in the calls they make.
    private static let interrupted = Scene.plans.filter { $0.before.isEmpty || $0.isOverHTTP }

    @Test(arguments: interrupted)
    func `a call that a signal interrupts is made again within the run`(plan: Scene.Plan) throws {
        let scene = try Scene(plan)
        let undisturbed = try scene.undisturbed()
        let calls =
            Self.refusals.map(\.0) + [
                "close", "newfstatat", "getdents64", "read", "poll", "connect", "sendto",
                "recvfrom",
            ]
        var interruptions = 0
        for point in try scene.points(of: calls) {
            let home = try scene.home()
            let outcome = try scene.traced(home).run(point, "error=EINTR")
            #expect(outcome.status == 0, "\(point): \(outcome.errors)")
            try scene.expectWhole(home, undisturbed, point, "EINTR")
            interruptions += 1
        }
        print("\(plan.testDescription): \(interruptions) interrupted calls, each made again")
    }
}
