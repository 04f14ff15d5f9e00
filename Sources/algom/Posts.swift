import ArgumentParser
import Invocation
import Jobs
import Market

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
            return .ok
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
              0 done   64 usage   74 disk   78 a draft is damaged
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
            return .ok
        }
    }
}

struct PostsAccept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Let a draft be posted: first at the next turn of its kind, later among others.",
        discussion: """
            EXIT STATUS
              0 done   64 no such draft   74 disk   75 a report runs
              78 the drafts are refused
            """)

    @Argument(help: "The draft, as 'algom posts drafts' lists it.")
    var id: String

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        try Self.recording(homeOption.options, traders: []) {
            (home, now, holder) throws(JobError) in
            let job = DraftsJob(home: home.path)
            try Self.say(job.accept(id, at: now, holder: holder))
            return .ok
        }
    }
}

struct PostsReject: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Take a draft away, accepted or not.",
        discussion: """
            EXIT STATUS
              0 done   64 no such draft   74 disk   75 a report runs
              78 the drafts are refused
            """)

    @Argument(help: "The draft, as 'algom posts drafts' lists it.")
    var id: String

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        try Self.recording(homeOption.options, traders: []) {
            (home, _, holder) throws(JobError) in
            let job = DraftsJob(home: home.path)
            try Self.say(job.reject(id, holder: holder))
            return .ok
        }
    }
}
