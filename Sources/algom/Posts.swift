import ArgumentParser
import Invocation
import Jobs
import Market
internal import Settings
internal import Text

struct Posts: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What was posted, what waits and why, and what it has cost; drafts of a model.",
        discussion: """
            With ANTHROPIC_API_KEY set, algom-report asks a language model for texts of educational \
            and strategy posts. They wait as drafts: none goes out that a person has not accepted. \
            A draft holds no figure: places such as {win_rate} are filled with the facts of the day \
            it is posted on.

            EXAMPLES
              algom posts
              algom posts --last 30
              algom posts drafts
              algom posts accept education-1764349200
              algom posts reject strategy-1764345600
            """,
        subcommands: [
            PostsList.self, PostsDrafts.self, PostsAccept.self, PostsReject.self,
        ], defaultSubcommand: PostsList.self)
}

struct PostsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The last posts, those that wait, and costs.",
        discussion: """
            Costs are attempts that may have posted, at the prices in algom.json's report section \
            (pricePerPost, pricePerLinkPost): what X bills is in its developer console.

            EXIT STATUS
              0 done   64 usage   74 disk   78 the outbox is damaged
            """)

    @Option(help: "How many of the last posts to show, 1 to 1000.")
    var last = 10

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON object a post.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let settings = try homeOption.settings()
            let now = Timestamp(milliseconds: Invocation.wallClockMilliseconds())
            let job = try PostsJob(settings: settings, last: last, now: now)
            let posts = try job.run()
            if json {
                for line in posts.json { try Self.say(json: line) }
            } else {
                for line in posts.lines { try Self.say(line) }
            }
            for damage in posts.damage { Self.complain("\(damage)") }
            return posts.damage.map(\.status).max() ?? .ok
        }
    }
}

struct PostsDrafts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drafts",
        abstract: "The texts that a model wrote: those that wait, and those that were accepted.",
        discussion: """
            Each with the facts it was given, and how it would have read at that moment. Read it as \
            your readers would: the account is yours.

            EXIT STATUS
              0 done, whatever is damaged being told   64 usage   74 disk
              78 the home is refused
            """)

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print one JSON object a draft.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let listing = try DraftsJob(home: homeOption.found(for: .looking).path).list()
            if json {
                for line in listing.json { try Self.say(json: line) }
            } else {
                for line in listing.lines { try Self.say(line) }
            }
            for warning in listing.warnings { Self.complain("warning: \(warning)") }
            return .ok
        }
    }
}

/// What is done with one draft.
struct DraftOption: ParsableArguments {
    @Argument(help: "The draft, as 'algom posts drafts' lists it.", completion: .drafts)
    var id: String

    @OptionGroup var homeOption: HomeOption
}

extension ParsableCommand {
    fileprivate static func changing(
        _ draft: DraftOption,
        _ change: (DraftsJob, _ now: Timestamp, _ holder: String) throws(JobError) -> String
    ) throws {
        try recording(draft.homeOption.options, traders: []) {
            (home, now, holder) throws(JobError) in
            try say(change(DraftsJob(home: home.path), now, holder))
            return .ok
        }
    }
}

private let draftExits = """
    EXIT STATUS
      0 done   64 no such draft   74 disk   75 a report runs
      78 the drafts, or this one, are refused
    """

struct PostsAccept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Let a draft be posted: first at the next turn of its kind, later among others.",
        discussion: draftExits)

    @OptionGroup var draft: DraftOption

    func run() throws {
        try Self.changing(draft) { (job, now, holder) throws(JobError) in
            try job.accept(draft.id, at: now, holder: holder)
        }
    }
}

struct PostsReject: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Take a draft away, accepted, damaged or neither.",
        discussion: draftExits)

    @OptionGroup var draft: DraftOption

    func run() throws {
        try Self.changing(draft) { (job, _, holder) throws(JobError) in
            try job.reject(draft.id, holder: holder)
        }
    }
}
