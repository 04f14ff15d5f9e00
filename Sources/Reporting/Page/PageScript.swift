internal import Market

/// The page's script: how old everything is by the reader's clock, also days later.
///
/// Without it the page tells ages as they were when it was written, and says so.
enum PageScript {
    static let text = """
        (function () {
          "use strict";
          var page = document.getElementById("written"), old = document.getElementById("old");
          var written = Number(page.dataset.written), patience = Number(page.dataset.patience);
          var tolerance = \(Deadline.toleranceMilliseconds);
          var ages = document.querySelectorAll("[data-as-of]");
          function span(milliseconds) {
            var s = Math.max(0, Math.floor(milliseconds / 1000));
            var m = Math.floor(s / 60), h = Math.floor(s / 3600), d = Math.floor(s / 86400);
            if (s < 60) return s + " s";
            if (s < 3600) return m + " m " + s % 60 + " s";
            if (s < 86400) return h + " h " + m % 60 + " m";
            return d + " d " + h % 24 + " h";
          }
          function say(element, text) {
            if (element.textContent !== text) element.textContent = text;
          }
          function look() {
            var now = Number(new Date), age = now - written, isOld = age > patience;
            for (var i = 0; i < ages.length; i++) {
              var since = now - Number(ages[i].dataset.asOf), isAhead = since < -tolerance;
              var isStale = isAhead || since > 3 * Number(ages[i].dataset.timeframe);
              ages[i].classList.toggle("stale", isStale);
              say(ages[i], isAhead ? span(-since) + " ahead of this clock"
                : span(since) + " old" + (isStale ? ", stale" : ""));
            }
            old.hidden = !isOld && age >= -tolerance;
            say(old, age < -tolerance ? "This page was written by a clock that was "
              + span(-age - -age % 60000) + " ahead of yours." : isOld ? "This page is old: it was written " + span(age - age % 60000)
              + " ago. Reload it; if it stays old, nothing writes it any more." : "");
          }
          look();
          setInterval(look, 10000);
        })();
        """
}
