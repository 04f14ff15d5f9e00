/// What a crontab holds beyond ticks and reports, as the flags of `algom cron install` say.
package struct CronExtras: Equatable, Sendable {
    /// A look at everything, every 15 minutes.
    package var health: Bool
    /// The page, every 5 minutes.
    package var dashboard: Bool
    /// Alerts of trades, every 5 minutes.
    package var alerts: Bool

    package init(health: Bool = false, dashboard: Bool = false, alerts: Bool = false) {
        (self.health, self.dashboard, self.alerts) = (health, dashboard, alerts)
    }

    init(flags: [Substring]) {
        self.init(
            health: flags.contains("--health"), dashboard: flags.contains("--dashboard"),
            alerts: flags.contains("--alerts"))
    }

    var flags: [String] {
        (health ? ["--health"] : []) + (dashboard ? ["--dashboard"] : [])
            + (alerts ? ["--alerts"] : [])
    }
}
