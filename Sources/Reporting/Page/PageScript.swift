internal import Market

/// The page's script: how old everything is by the reader's clock, also days later; tables that sort,
/// windows that are chosen, values under a pointer or the arrow keys, and a page that renews itself
/// where its reader asks for that.
///
/// Without it the page tells ages as they were when it was written, and says so; all else is there.
enum PageScript {
    static let text = """
        (function () {
          "use strict";
          \(ages)
          \(tables)
          \(windows)
          \(values)
          \(renewal)
        })();
        """

    private static let ages = """
        var page = document.getElementById("written"), old = document.getElementById("old");
          var written = Number(page.dataset.written), patience = Number(page.dataset.patience);
          var tolerance = \(Deadline.toleranceMilliseconds);
          var ages = document.querySelectorAll("[data-as-of]");
          function each(list, take) { Array.prototype.forEach.call(list, take); }
          function all(selector, take) { each(document.querySelectorAll(selector), take); }
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
            each(ages, function (one) {
              var since = now - Number(one.dataset.asOf), isAhead = since < -tolerance;
              var isStale = isAhead || since > 3 * Number(one.dataset.timeframe);
              one.classList.toggle("stale", isStale);
              say(one, isAhead ? span(-since) + " ahead of this clock"
                : span(since) + " old" + (isStale ? ", stale" : ""));
            });
            all("[data-stale-in]", function (tile) {
              var count = 0;
              all("[data-quote] .stale[data-as-of]", function (one) {
                if (one.closest("tr").dataset.quote === tile.dataset.staleIn) count += 1;
              });
              tile.classList.toggle("stale", count > 0);
              say(tile, count.toLocaleString("en"));
            });
            old.hidden = !isOld && age >= -tolerance;
            say(old, age < -tolerance ? "This page was written by a clock that was "
              + span(-age - -age % 60000) + " ahead of yours." : isOld ? "This page is old: it was written " + span(age - age % 60000)
              + " ago. Reload it; if it stays old, nothing writes it any more." : "");
          }
          look();
          setInterval(look, 10000);
        """

    /// A column sorts by its numbers, or its words; the last candle by when it was.
    private static let tables = """
        function key(row, column) {
            var cell = row.cells[column], age = cell && cell.querySelector("[data-as-of]");
            if (!cell) return "";
            if (age) return Number(age.dataset.asOf);
            var text = cell.textContent, number = parseFloat(text.replace(/,/g, ""));
            return isNaN(number) ? text : number;
          }
          function sort(table, column, head) {
            var isUp = head.getAttribute("aria-sort") === "descending", body = table.tBodies[0];
            each(table.tHead.rows[0].cells, function (cell) { cell.removeAttribute("aria-sort"); });
            head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
            var rows = Array.prototype.map.call(body.rows, function (row) {
              return { row: row, key: key(row, column) };
            });
            rows.sort(function (a, b) {
              var isText = typeof a.key === "string", isOther = typeof b.key === "string";
              if (isText !== isOther) return isText ? 1 : -1;
              var order = isText ? b.key.localeCompare(a.key) : a.key - b.key;
              return isUp ? order : -order;
            });
            rows.forEach(function (one) { body.appendChild(one.row); });
          }
          all(".sortable table", function (table) {
            each(table.tHead.rows[0].cells, function (cell, column) {
              if (cell.textContent === "equity over time") return;
              var button = document.createElement("button");
              button.type = "button";
              while (cell.firstChild) button.appendChild(cell.firstChild);
              cell.appendChild(button);
              button.addEventListener("click", function () { sort(table, column, cell); });
            });
          });
        """

    /// A window that is chosen stays where it is; a link to what is folded opens it.
    private static let windows = """
        function choose(zoom, chosen) {
            zoom.classList.add("scripted");
            each(zoom.children, function (one) {
              if (one.id) one.classList.toggle("chosen", one.id === chosen);
            });
            each(zoom.querySelectorAll(".windows a"), function (link) {
              if (link.hash.slice(1) === chosen) link.setAttribute("aria-current", "true");
              else link.removeAttribute("aria-current");
            });
          }
          all(".zoom", function (zoom) {
            choose(zoom, zoom.querySelector(".default").id);
            each(zoom.querySelectorAll(".windows a"), function (link) {
              link.addEventListener("click", function (event) {
                event.preventDefault();
                choose(zoom, link.hash.slice(1));
              });
            });
          });
          function unfold() {
            var place = location.hash && document.getElementById(location.hash.slice(1));
            if (!place) return;
            var fold = place.closest("details"), zoom = place.closest(".zoom");
            if (fold) fold.open = true;
            if (zoom) choose(zoom, place.id);
            place.scrollIntoView();
          }
          addEventListener("hashchange", unfold);
          all("#overview ~ .table a", function (link) {
            link.addEventListener("click", function () { setTimeout(unfold); });
          });
          unfold();
        """

    /// The values of a chart at a moment, under the pointer or moved by the arrow keys.
    private static let values = """
        function two(number) { return (number < 10 ? "0" : "") + number; }
          function moment(time) {
            var d = new Date(time);
            return d.getUTCFullYear() + "-" + two(d.getUTCMonth() + 1) + "-" + two(d.getUTCDate())
              + " " + two(d.getUTCHours()) + ":" + two(d.getUTCMinutes()) + " UTC";
          }
          function spell(value, digits, isSigned) {
            var text = Math.abs(value).toFixed(digits).replace(/\\B(?=(\\d{3})+(?!\\d))(?=[^.]*(\\.|$))/g, ",");
            var isZero = !/[1-9]/.test(text);
            return (value < 0 && !isZero ? "-" : isSigned && !isZero ? "+" : "") + text;
          }
          function numbers(text) { return text ? text.split(" ") : []; }
          function lineOf(path, from, step, unit) {
            var found = [], all = numbers(path.dataset.values), time = 0, value = 0;
            for (var i = 0; i + 1 < all.length; i += 2) {
              time += Number(all[i]);
              value += Number(all[i + 1]);
              found.push({ time: from + time * step, value: value, text: path.dataset.name + " " + spell(value / 100, 2, true) + unit });
            }
            return found;
          }
          function candlesOf(data, from, step) {
            var names = data.dataset.names ? data.dataset.names.split("|") : [];
            var digits = Number(data.dataset.digits), scale = Math.pow(10, digits);
            var all = numbers(data.getAttribute("value")), size = 5 + names.length, found = [];
            var time = 0, close = 0;
            function price(value) { return spell(value / scale, digits, false); }
            for (var i = 0; i + size <= all.length; i += size) {
              time += Number(all[i]);
              var open = close + Number(all[i + 1]);
              close = open + Number(all[i + 4]);
              var words = ["open " + price(open), "high " + price(open + Number(all[i + 2])),
                "low " + price(open + Number(all[i + 3])), "close " + price(close)];
              names.forEach(function (name, place) {
                var value = all[i + 5 + place];
                if (value !== "n") words.push(name + " " + price(close + Number(value)));
              });
              found.push({ time: from + time * step, middle: step / 2, text: words.join("\\n") });
            }
            return found;
          }
          function nearest(line, time) {
            var low = 0, high = line.length - 1;
            while (low < high) {
              var middle = low + high >> 1;
              if (line[middle].time + (line[middle].middle || 0) < time) low = middle + 1; else high = middle;
            }
            var before = line[low - 1], one = line[low];
            return before && time - before.time - (before.middle || 0) < one.time + (one.middle || 0) - time ? low - 1 : low;
          }
          function follow(frame) {
            var from = Number(frame.dataset.from), to = Number(frame.dataset.to);
            var step = Number(frame.dataset.step), data = frame.querySelector("data");
            var lines = data ? [candlesOf(data, from, step)] : [];
            each(frame.querySelectorAll("path[data-values]"), function (path) {
              lines.push(lineOf(path, from, step, frame.dataset.unit));
            });
            lines = lines.filter(function (line) { return line.length; });
            if (!lines.length) return null;
            lines.sort(function (a, b) { return b.length - a.length; });
            var cursor = document.createElement("div"), readout = document.createElement("p");
            cursor.className = "cursor";
            readout.className = "readout";
            readout.setAttribute("role", "status");
            var place = lines[0].length - 1, plot = frame.querySelector("svg");
            function show(time) {
              place = nearest(lines[0], time);
              var one = lines[0][place], at = one.time + (one.middle || 0);
              var others = lines.map(function (line) { return line[nearest(line, at)]; });
              var words = others.filter(function (other) { return other.time - (to - from) / 50 <= at; })
                .sort(function (a, b) { return (b.value || 0) - (a.value || 0); })
                .map(function (other) { return other.text; });
              var width = plot.clientWidth || plot.getBoundingClientRect().width;
              var x = Math.max(0, Math.min(1, (at - from) / (to - from))) * width;
              if (!cursor.parentNode) { frame.appendChild(cursor); frame.appendChild(readout); }
              cursor.style.left = x + "px";
              cursor.style.height = plot.querySelector("svg").getAttribute("height") + "px";
              say(readout, [moment(one.time)].concat(words).join("\\n"));
              readout.style.left = Math.max(0, x < width / 2 ? Math.min(x + 12, width - readout.offsetWidth) : x - 12 - readout.offsetWidth) + "px";
            }
            function hide() { cursor.remove(); readout.remove(); }
            function at(event) {
              var box = plot.getBoundingClientRect();
              show(from + (event.clientX - box.left) / box.width * (to - from));
            }
            frame.addEventListener("pointermove", at);
            frame.addEventListener("pointerdown", at);
            frame.addEventListener("pointerleave", hide);
            frame.addEventListener("blur", hide);
            frame.addEventListener("keydown", function (event) {
              var last = lines[0].length - 1, jump = event.shiftKey ? 10 : 1;
              var next = { ArrowLeft: place - jump, ArrowRight: place + jump, Home: 0, End: last }[event.key];
              if (event.key === "Escape") hide();
              if (next === undefined) return;
              event.preventDefault();
              var one = lines[0][Math.max(0, Math.min(last, next))];
              show(one.time + (one.middle || 0));
            });
            return { last: function () { var one = lines[0][place]; show(one.time + (one.middle || 0)); } };
          }
          all(".frame", function (frame) {
            var followed = null;
            function begin() { if (!followed) followed = follow(frame) || {}; }
            if (!frame.querySelector("data, path[data-values]")) return;
            frame.tabIndex = 0;
            frame.setAttribute("role", "group");
            frame.setAttribute("aria-label", frame.querySelector("title").textContent + ": left and right arrow keys tell its values");
            frame.addEventListener("pointerenter", begin);
            frame.addEventListener("focus", function () {
              begin();
              if (followed.last && frame.matches(":focus-visible")) followed.last();
            });
          });
        """

    /// Whether the page renews itself stays as the reader chose it, as do what is unfolded and where
    /// the page is read.
    private static let renewal = """
        function kept(name, value) {
            try {
              if (value === undefined) return sessionStorage.getItem(name);
              sessionStorage.setItem(name, value);
            } catch (error) { return null; }
          }
          var label = document.createElement("label"), box = document.createElement("input");
          label.className = "renew";
          box.type = "checkbox";
          box.checked = kept("renew") === "yes";
          label.appendChild(box);
          label.appendChild(document.createTextNode("renew by itself, every minute"));
          page.appendChild(label);
          box.addEventListener("change", function () { kept("renew", box.checked ? "yes" : "no"); });
          var folds = document.querySelectorAll("main details");
          if (box.checked) {
            (kept("open") || "").split(" ").forEach(function (place) {
              if (place && folds[place]) folds[place].open = true;
            });
            scrollTo(0, Number(kept("at")) || 0);
          }
          setInterval(function () {
            if (!box.checked) return;
            var open = [];
            each(folds, function (fold, place) { if (fold.open) open.push(place); });
            kept("open", open.join(" "));
            kept("at", String(scrollY));
            location.reload();
          }, 60000);
        """
}
