/* The backtest in plain C and binary floating point: what the exact one is measured against.
 *
 *   cc -O2 -o backtest backtest.c -lm
 *   backtest FILE                    replays a kline CSV (5 minutes, default parameters), - for standard input
 *   backtest --memory ROUNDS FILE    reads it once, then times the step alone; the best round counts
 *   backtest --generate COUNT SEED   writes a kline CSV: the same text for the same seed, anywhere
 *
 * One pass in constant memory, read(2) into one block, the same checks of every row, the rules of
 * the step in the same order. Rounding is that of doubles: figures agree with the exact ones to
 * some 12 digits, trades agree one by one. Averages are compared by sums of whole 10^-8, which
 * doubles add exactly, for two that should be equal must be.
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { FAST = 7, SLOW = 25, RSI_PERIOD = 14, WARM_UP = 500, LOSING_STREAK = 3, RATED_TRADES = 10 };
static const int64_t FRAME = 300000, DAY = 86400000, LAST_MOMENT = 253402300799999;
static const double INITIAL = 10000, SIZE = 0.30, STOP = 0.02, TARGET = 0.06, FEE = 0.001,
                    SLIPPAGE = 0.0003, STEPS_PER_ONE = 100000, LEAST_NOTIONAL = 5, OVERBOUGHT = 70,
                    DAILY_LOSS = 0.05, LEAST_WINS = 0.40, DRAWDOWN = 0.10, UNIT = 1e8;

/* The close is kept in whole 10^-8 too: averages are of it. */
struct candle { int64_t time; double open, high, low, close, volume, close_units; };

/* ---- The step ---------------------------------------------------------------------------- */

struct average { double ring[SLOW], sum; int period, count, oldest; };
struct wilder { double value; int count; };
struct moments { long count; double mean, deviations, losses; };
enum standing { UNKNOWN, BELOW, EQUAL, ABOVE };
enum order { NONE, BUY, SELL };

struct trader {
    long candles;
    struct average fast, slow;
    struct wilder gain, loss;
    double last_units;
    enum standing previous, current;
    /* The account. */
    double balance, quantity, cost, entry_fee, stop, target;
    bool in_position;
    enum order pending;
    /* Risk. */
    int64_t day, paused_until;
    double daily_pnl, day_start, control_peak;
    bool has_day, paused;
    int consecutive_losses, rated_trades, rated_wins;
    /* Statistics. */
    long wins, losses, marked, exposed, skipped, pauses;
    double gross_profit, gross_loss, fees, equity, peak, max_drawdown, day_base;
    int64_t marked_day;
    bool has_mark;
    struct moments returns;
};

static void begin(struct trader *t)
{
    memset(t, 0, sizeof *t);
    t->fast.period = FAST;
    t->slow.period = SLOW;
    t->balance = t->day_start = t->control_peak = t->equity = t->peak = t->day_base = INITIAL;
}

static inline void average_next(struct average *a, double units)
{
    a->sum += units;
    if (a->count < a->period) {
        a->ring[a->count++] = units;
    } else {
        a->sum -= a->ring[a->oldest];
        a->ring[a->oldest] = units;
        a->oldest = a->oldest + 1 == a->period ? 0 : a->oldest + 1;
    }
}

static inline void wilder_next(struct wilder *w, double x)
{
    if (w->count < RSI_PERIOD) {
        w->value += x;
        if (++w->count == RSI_PERIOD) w->value /= RSI_PERIOD;
    } else {
        w->value = (w->value * (RSI_PERIOD - 1) + x) / RSI_PERIOD;
    }
}

static double rsi(const struct trader *t)
{
    if (t->loss.value == 0) return t->gain.value == 0 ? 50 : 100;
    return 100 - 100 / (1 + t->gain.value / t->loss.value);
}

static inline void signals_next(struct trader *t, double units)
{
    t->previous = t->current;
    average_next(&t->fast, units);
    average_next(&t->slow, units);
    if (t->candles > 1) {
        double change = units - t->last_units;
        wilder_next(&t->gain, change > 0 ? change : 0);
        wilder_next(&t->loss, change < 0 ? -change : 0);
    }
    t->last_units = units;
    if (t->slow.count == SLOW) {
        double fast = t->fast.sum * SLOW, slow = t->slow.sum * FAST;
        t->current = fast == slow ? EQUAL : fast < slow ? BELOW : ABOVE;
    }
}

static void moments_take(struct moments *m, double value)
{
    m->count++;
    double distance = value - m->mean;
    m->mean += distance / m->count;
    m->deviations += distance * (value - m->mean);
    if (value < 0) m->losses += value * value;
}

static void pause_until(struct trader *t, int64_t until)
{
    if (!t->paused || until > t->paused_until) t->paused_until = until;
    t->paused = true;
}

static void close_position(struct trader *t, double price, bool slips, int64_t close_time)
{
    double fill = slips ? price * (1 - SLIPPAGE) : price;
    double proceeds = t->quantity * fill, fee = proceeds * FEE;
    double pnl = proceeds - fee - t->cost - t->entry_fee;
    bool win = pnl > 0, paused = false;
    t->balance += proceeds - fee;
    t->in_position = false;
    t->fees += t->entry_fee + fee;
    if (win) { t->wins++; t->gross_profit += pnl; } else { t->losses++; t->gross_loss += pnl; }

    t->daily_pnl += pnl;
    t->consecutive_losses = win ? 0 : t->consecutive_losses + 1;
    t->rated_trades++;
    t->rated_wins += win;
    int64_t midnight = (close_time / DAY + 1) * DAY, next_day = close_time + DAY;
    if (t->daily_pnl <= -DAILY_LOSS * t->day_start) { pause_until(t, midnight); paused = true; }
    if (t->consecutive_losses >= LOSING_STREAK) { pause_until(t, midnight); paused = true; }
    if (t->rated_trades >= RATED_TRADES && t->rated_wins < LEAST_WINS * t->rated_trades) {
        pause_until(t, next_day);
        t->rated_trades = t->rated_wins = 0;
        paused = true;
    }
    if (t->balance - t->control_peak <= -DRAWDOWN * t->control_peak) {
        pause_until(t, next_day);
        t->control_peak = t->balance;
        paused = true;
    }
    t->pauses += paused;
}

static void open_position(struct trader *t, double open)
{
    double price = open * (1 + SLIPPAGE);
    double quantity = floor(t->balance * SIZE / price * STEPS_PER_ONE) / STEPS_PER_ONE;
    double cost = price * quantity, fee = cost * FEE;
    if (quantity == 0 || cost < LEAST_NOTIONAL || cost + fee > t->balance) { t->skipped++; return; }
    t->quantity = quantity;
    t->cost = cost;
    t->entry_fee = fee;
    t->stop = price * (1 - STOP);
    t->target = price * (1 + TARGET);
    t->balance -= cost + fee;
    t->in_position = true;
}

static inline void step(struct trader *t, const struct candle *c)
{
    if (++t->candles <= WARM_UP) { signals_next(t, c->close_units); return; }
    int64_t day = c->time / DAY, close_time = c->time + FRAME;
    if (!t->has_day || day != t->day) {
        t->has_day = true;
        t->day = day;
        t->daily_pnl = 0;
        t->day_start = t->equity;
    }
    if (t->paused && c->time >= t->paused_until) { t->paused = false; t->consecutive_losses = 0; }
    if (t->pending != NONE) {
        enum order order = t->pending;
        t->pending = NONE;
        if (order == BUY) open_position(t, c->open);
        else if (t->in_position) close_position(t, c->open, true, close_time);
    }
    if (t->in_position) {
        if (c->open <= t->stop) close_position(t, c->open, true, close_time);
        else if (c->open >= t->target) close_position(t, c->open, false, close_time);
        else if (c->low <= t->stop) close_position(t, t->stop, true, close_time);
        else if (c->high >= t->target) close_position(t, t->target, false, close_time);
    }
    signals_next(t, c->close_units);
    if (t->in_position) {
        if (t->current == BELOW && (t->previous == EQUAL || t->previous == ABOVE)) t->pending = SELL;
    } else if (!t->paused && t->current == ABOVE && (t->previous == EQUAL || t->previous == BELOW)
               && rsi(t) < OVERBOUGHT) {
        t->pending = BUY;
    }
    double equity = t->balance + (t->in_position ? t->quantity * c->close : 0);
    if (t->has_mark && t->marked_day != day) {
        moments_take(&t->returns, t->equity / t->day_base - 1);
        t->day_base = t->equity;
    }
    t->has_mark = true;
    t->marked_day = day;
    t->equity = equity;
    if (equity > t->control_peak) t->control_peak = equity;
    if (equity > t->peak) t->peak = equity;
    double fallen = 100 * (t->peak - equity) / t->peak;
    if (fallen > t->max_drawdown) t->max_drawdown = fallen;
    t->marked++;
    t->exposed += t->in_position;
}

/* ---- The file ---------------------------------------------------------------------------- */

static const char *path;
static long line_number;

static void fail(const char *what)
{
    fprintf(stderr, "backtest: %s: line %ld: %s\n", path, line_number, what);
    exit(65);
}

struct lines { int file; size_t start, end; bool at_end; char block[256 << 10]; };

static void open_lines(struct lines *in)
{
    in->start = in->end = 0;
    in->at_end = false;
    in->file = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY);
    if (in->file < 0) {
        fprintf(stderr, "backtest: %s: %s\n", path, strerror(errno));
        exit(74);
    }
}

/* The next line and its length; NULL at the end. */
static char *next_line(struct lines *in, size_t *length)
{
    for (;;) {
        char *line = in->block + in->start;
        char *newline = memchr(line, '\n', in->end - in->start);
        if (newline || (in->at_end && in->start < in->end)) {
            if (!newline) newline = in->block + in->end;
            *length = (size_t)(newline - line);
            in->start = (size_t)(newline - in->block) + 1;
            if (in->start > in->end) in->start = in->end;
            line_number++;
            return line;
        }
        if (in->at_end) return NULL;
        if (in->end - in->start > 64 << 10) fail("it is too long");
        memmove(in->block, line, in->end - in->start);
        in->end -= in->start;
        in->start = 0;
        ssize_t count = read(in->file, in->block + in->end, sizeof in->block - in->end);
        if (count < 0) fail(strerror(errno));
        in->at_end = count == 0;
        in->end += (size_t)count;
    }
}

/* A plain decimal up to the next comma, in whole 10^-8: at most 18 digits, 8 of them a fraction. */
static inline double decimal(const char **at, const char *end)
{
    const char *p = *at;
    int64_t value = 0;
    int digits = 0, left = 8;
    while (p < end && (unsigned)(*p - '0') <= 9) { value = value * 10 + (*p++ - '0'); digits++; }
    if (p < end && *p == '.') {
        p++;
        while (p < end && (unsigned)(*p - '0') <= 9) {
            value = value * 10 + (*p++ - '0');
            digits++;
            if (--left < 0) fail("a figure has more than 8 decimals");
        }
    }
    if (digits == 0 || digits + left > 18 || (p < end && *p != ',')) fail("no decimal number");
    static const int64_t power[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
    *at = p < end ? p + 1 : p;
    return (double)(value * power[left]);
}

/* The candle on a line; false where the line holds none by right. */
static bool read_candle(const char *p, size_t length, struct candle *c)
{
    static int64_t previous = -1;
    const char *end = p + length;
    if (length > 0 && end[-1] == '\r') end--;
    if (p == end) return false;
    if (line_number == 1 && (unsigned)(*p - '0') > 9) return false;
    int64_t time = 0;
    int digits = 0;
    while (p < end && (unsigned)(*p - '0') <= 9 && digits++ < 18) time = time * 10 + (*p++ - '0');
    if (digits == 0 || p == end || *p++ != ',') fail("no open time");
    if (time >= 100000000000000) {
        if (time % 1000 != 0) fail("no open time");
        time /= 1000;
    }
    double open = decimal(&p, end), high = decimal(&p, end), low = decimal(&p, end),
           close = decimal(&p, end), volume = decimal(&p, end);
    if (time > LAST_MOMENT || time % FRAME != 0) fail("its open time cannot be");
    if (time <= previous) fail("it does not come after the row before it");
    if (open <= 0 || high <= 0 || low <= 0 || close <= 0) fail("a price is not positive");
    if (high < open || high < close) fail("its high is below its open or close");
    if (low > open || low > close) fail("its low is above its open or close");
    previous = time;
    *c = (struct candle){ .time = time, .open = open / UNIT, .high = high / UNIT, .low = low / UNIT,
                          .close = close / UNIT, .volume = volume / UNIT, .close_units = close };
    return true;
}

/* ---- What it came to ---------------------------------------------------------------------- */

static void figure(const char *name, bool is, double value)
{
    if (is) printf("  \"%s\": %.17g,\n", name, value);
    else printf("  \"%s\": null,\n", name);
}

static void print_stats(struct trader *t)
{
    if (t->has_mark) moments_take(&t->returns, t->equity / t->day_base - 1);
    const struct moments *m = &t->returns;
    long trades = t->wins + t->losses;
    double mean = m->mean * sqrt(365);
    printf("{\n  \"candles\": %ld,\n  \"totalTrades\": %ld,\n  \"wins\": %ld,\n  \"losses\": %ld,\n",
           t->candles, trades, t->wins, t->losses);
    printf("  \"skipped\": %ld,\n  \"pauses\": %ld,\n", t->skipped, t->pauses);
    figure("balance", true, t->balance);
    figure("equity", true, t->equity);
    figure("totalPnL", true, t->gross_profit + t->gross_loss);
    figure("winRate", true, trades ? 100.0 * (double)t->wins / (double)trades : 0);
    figure("profitFactor", t->gross_loss != 0, t->gross_profit / -t->gross_loss);
    figure("sharpeRatio", m->count > 1 && m->deviations > 0,
           mean / sqrt(m->deviations / (double)(m->count - 1)));
    figure("sortinoRatio", m->count > 1 && m->losses > 0, mean / sqrt(m->losses / (double)m->count));
    figure("maxDrawdownPercent", true, t->max_drawdown);
    figure("exposurePercent", true,
           t->marked ? 100.0 * (double)t->exposed / (double)t->marked : 0);
    printf("  \"totalFees\": %.17g\n}\n", t->fees + (t->in_position ? t->entry_fee : 0));
}

static void replay(void)
{
    static struct lines in;
    struct trader trader;
    struct candle candle;
    size_t length;
    begin(&trader);
    open_lines(&in);
    for (char *line; (line = next_line(&in, &length)); )
        if (read_candle(line, length, &candle)) step(&trader, &candle);
    print_stats(&trader);
}

/* ---- In memory ----------------------------------------------------------------------------- */

static void replay_in_memory(int rounds)
{
    static struct lines in;
    struct candle *candles = NULL, candle;
    size_t count = 0, room = 0, length;
    struct trader trader;
    open_lines(&in);
    for (char *line; (line = next_line(&in, &length)); ) {
        if (!read_candle(line, length, &candle)) continue;
        if (count == room) {
            room = room ? 2 * room : 1 << 16;
            candles = realloc(candles, room * sizeof *candles);
            if (!candles) { perror("backtest"); exit(71); }
        }
        candles[count++] = candle;
    }
    double best = INFINITY;
    for (int round = 0; round < rounds; round++) {
        struct timespec from, to;
        begin(&trader);
        clock_gettime(CLOCK_MONOTONIC, &from);
        for (size_t i = 0; i < count; i++) step(&trader, &candles[i]);
        clock_gettime(CLOCK_MONOTONIC, &to);
        double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
        if (seconds < best) best = seconds;
    }
    fprintf(stderr, "candles_per_second %.0f\n", (double)count / best);
    print_stats(&trader);
    free(candles);
}

/* ---- A market that never was ---------------------------------------------------------------- */

static uint64_t state;

/* SplitMix64. */
static uint64_t next_random(void)
{
    uint64_t z = state += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

/* A whole number from -most to most, small ones likelier: the sum of three draws. */
static int64_t move(int64_t most)
{
    int64_t sum = 0;
    for (int i = 0; i < 3; i++) sum += (int64_t)(next_random() % (uint64_t)(2 * most + 1)) - most;
    return sum / 3;
}

/* Candles from 2016 on, prices in cents, in whole numbers only: a walk with trends of some hours
 * that turns between 1,000 and 1,000,000, and a leap of up to 5 % now and then. */
static void generate(long count, uint64_t seed)
{
    int64_t time = 1451606400000, last = 3000000, trend = 0;
    state = seed;
    for (long i = 0; i < count; i++, time += FRAME) {
        if (next_random() % 60 == 0) trend = move(900);
        if (last < 200000 && trend < 0) trend = -trend;
        if (last > 50000000 && trend > 0) trend = -trend;
        int64_t leap = next_random() % 400 == 0 ? move(50000) : 0;
        int64_t open = last + last * leap / 1000000;
        int64_t close = open + open * (trend + move(4000)) / 1000000;
        int64_t high = open > close ? open : close, low = open < close ? open : close;
        high += high * (int64_t)(next_random() % 1500) / 1000000;
        low -= low * (int64_t)(next_random() % 1500) / 1000000;
        uint64_t volume = next_random() % 50000000000;
        printf("%" PRId64 ",%" PRId64 ".%02" PRId64 ",%" PRId64 ".%02" PRId64 ",%" PRId64 ".%02" PRId64
               ",%" PRId64 ".%02" PRId64 ",%" PRIu64 ".%08" PRIu64 "\n",
               time, open / 100, open % 100, high / 100, high % 100, low / 100, low % 100,
               close / 100, close % 100, volume / 100000000, volume % 100000000);
        last = close;
    }
}

int main(int count, char **arguments)
{
    if (count == 2 && (arguments[1][0] != '-' || !arguments[1][1])) {
        path = arguments[1];
        replay();
    } else if (count == 4 && strcmp(arguments[1], "--memory") == 0 && atoi(arguments[2]) > 0) {
        path = arguments[3];
        replay_in_memory(atoi(arguments[2]));
    } else if (count == 4 && strcmp(arguments[1], "--generate") == 0) {
        generate(atol(arguments[2]), strtoull(arguments[3], NULL, 10));
    } else {
        fputs("usage: backtest FILE | --memory ROUNDS FILE | --generate COUNT SEED\n", stderr);
        return 64;
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 74;
}
