package workshop.reliability;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * One run as a picture, in SVG: above, the numbers of the bytes that are sent and acknowledged;
 * below, the windows. Both have the same time axis. The colours fit a light or a dark screen.
 */
final class RunPicture {
  private static final int LEFT = 80;
  private static final int RIGHT = 930;
  private static final int SEQUENCE_TOP = 70;
  private static final int SEQUENCE_BOTTOM = 330;
  private static final int WINDOW_TOP = 390;
  private static final int WINDOW_BOTTOM = 590;
  private static final int MOST_STEPS = 6;
  private static final int SMALLEST_MARK = 7;
  private static final int SIGNIFICANT = 6;
  private static final double KB = 1000;
  private static final double KIB = 1024;
  private static final double SECOND = 1e9;
  private static final String NOTHING = "No connection has sent anything.";

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 640" role="img" aria-label="%1$s">
      <style>
        svg { background: #fff; color: #1a2230; font: 13px sans-serif }
        text { fill: currentcolor } .grid { stroke: #cfd7e3 } path { fill: none; stroke-width: 2 }
        .sent { stroke: #1f57b0 } .again, .timeout { stroke: #b3261e; stroke-width: 3.5 }
        .acked { stroke: #17683a; stroke-width: 1.3 } .cwnd { stroke: #1f57b0 }
        .ssthresh { stroke: #51607a; stroke-dasharray: 7 4 } .end { text-anchor: end }
        .middle { text-anchor: middle } .title { font-size: 17px; font-weight: bold }
        @media (prefers-color-scheme: dark) {
          svg { background: #192130; color: #e6ebf3 } .grid { stroke: #35425a }
          .sent, .cwnd { stroke: #82b1ff } .again, .timeout { stroke: #ff8f85 }
          .acked { stroke: #7bd49b } .ssthresh { stroke: #a3b0c6 }
        }
      </style>
      <text class="title" x="20" y="32">%1$s</text>
      """;

  private final RunHistory run;
  private final StringBuilder svg = new StringBuilder();
  private long start;
  private long end;

  /** A picture of this run, or, for null, one that says that there is none. */
  RunPicture(RunHistory run) {
    this.run = run;
  }

  /** Returns the whole picture. */
  String draw() {
    if (run == null || run.sent().isEmpty()) {
      return HEAD.formatted(NOTHING) + "</svg>\n";
    }
    svg.append(HEAD.formatted("What was sent to " + run.name()));
    start = run.sent().get(0).time();
    end = Math.max(start + 1, run.sent().get(run.sent().size() - 1).time());
    for (RunHistory.Sample sample : run.samples()) {
      end = Math.max(end, sample.time());
    }
    sequence();
    windows();
    time();
    return svg.append("</svg>\n").toString();
  }

  private void sequence() {
    double most = grid(SEQUENCE_TOP, SEQUENCE_BOTTOM, run.end(), "KB", KB);
    legend(SEQUENCE_TOP, "sent", "sent", "again", "sent again", "acked", "acknowledged");
    steps("acked", SEQUENCE_TOP, SEQUENCE_BOTTOM, most, SenderFigures::bytesAcknowledged);
    ticks("sent", false, most, 1.5);
    ticks("again", true, most, SMALLEST_MARK);
  }

  /** A stroke for each segment, from its first number to its last. */
  private void ticks(String name, boolean again, double most, double shortest) {
    StringBuilder path = new StringBuilder();
    for (RunHistory.Sent sent : run.sent()) {
      if (sent.again() == again) {
        double from = y(SEQUENCE_TOP, SEQUENCE_BOTTOM, sent.from(), most);
        double to = y(SEQUENCE_TOP, SEQUENCE_BOTTOM, sent.from() + sent.length(), most);
        append(path, "M%.1f %.1fV%.1f", x(sent.time()), from, Math.min(to, from - shortest));
      }
    }
    path(name, path);
  }

  private void windows() {
    long most = 1;
    for (RunHistory.Sample sample : run.samples()) {
      most = Math.max(most, sample.figures().congestionWindow());
    }
    double top = grid(WINDOW_TOP, WINDOW_BOTTOM, most, "KiB", KIB);
    legend(
        WINDOW_TOP, "cwnd", "cwnd", "ssthresh", "ssthresh", "timeout", "retransmission time-out");
    long highest = (long) top; // ssthresh has no value at first: it is far above the picture then
    steps(
        "ssthresh",
        WINDOW_TOP,
        WINDOW_BOTTOM,
        top,
        figures -> Math.min(highest, figures.slowStartThreshold()));
    steps("cwnd", WINDOW_TOP, WINDOW_BOTTOM, top, SenderFigures::congestionWindow);
    timeouts();
  }

  private void timeouts() {
    StringBuilder path = new StringBuilder();
    long before = 0;
    for (RunHistory.Sample sample : run.samples()) {
      if (sample.figures().timeouts() > before) {
        append(path, "M%.1f %dv8", x(sample.time()), WINDOW_BOTTOM);
      }
      before = sample.figures().timeouts();
    }
    path("timeout", path);
  }

  /** A value stays as it is until the next sample. */
  private void steps(
      String name, int top, int bottom, double most, ToLongFunction<SenderFigures> value) {
    StringBuilder path = new StringBuilder();
    List<RunHistory.Sample> samples = run.samples();
    for (int i = 0; i < samples.size(); i++) {
      double y = y(top, bottom, value.applyAsLong(samples.get(i).figures()), most);
      append(path, i == 0 ? "M%.1f %.1f" : "H%.1fV%.1f", x(samples.get(i).time()), y);
    }
    path(name, path);
  }

  private void path(String name, StringBuilder path) {
    if (!path.isEmpty()) {
      append(svg, "<path class=\"%s\" d=\"%s\"/>%n", name, path);
    }
  }

  /** Lines at round numbers; returns the value of the topmost one. */
  private double grid(int top, int bottom, long most, String unit, double size) {
    double step = roundStep(most / size);
    double last = Math.max(1, Math.ceil(most / size / step)) * step;
    for (int i = 0; (i - 0.5) * step < last; i++) {
      double y = y(top, bottom, i * step, last);
      append(svg, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, RIGHT);
      String number = rounded(i * step) + " " + unit;
      append(svg, "<text class=\"end\" x=\"%d\" y=\"%.1f\">%s</text>%n", LEFT - 8, y + 4, number);
    }
    return last * size;
  }

  private void time() {
    double all = (end - start) / SECOND;
    double step = roundStep(all);
    for (int i = 0; (i - 0.01) * step < all; i++) {
      double x = LEFT + (RIGHT - LEFT) * i * step / all;
      String number = rounded(i * step) + " s";
      append(svg, "<text class=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>%n", x, 620, number);
    }
  }

  /** The distance of the lines of an axis: 1, 2 or 5, with zeros behind it or before it. */
  private static double roundStep(double most) {
    double step = Math.pow(10, Math.floor(Math.log10(most / MOST_STEPS)));
    for (double factor : new double[] {1, 2, 5}) {
      if (most <= MOST_STEPS * step * factor) {
        return step * factor;
      }
    }
    return 10 * step;
  }

  private static String rounded(double number) {
    return BigDecimal.valueOf(number)
        .round(new MathContext(SIGNIFICANT))
        .stripTrailingZeros()
        .toPlainString();
  }

  private void legend(int top, String... namesAndWords) {
    int x = LEFT;
    for (int i = 0; i < namesAndWords.length; i += 2) {
      append(svg, "<path class=\"%s\" d=\"M%d %dh24\"/>", namesAndWords[i], x, top - 16);
      append(svg, "<text x=\"%d\" y=\"%d\">%s</text>%n", x + 30, top - 12, namesAndWords[i + 1]);
      x += 60 + 8 * namesAndWords[i + 1].length();
    }
  }

  private double x(long time) {
    return LEFT + (double) (RIGHT - LEFT) * Math.max(0, time - start) / (end - start);
  }

  private static double y(int top, int bottom, double value, double most) {
    return bottom - (double) (bottom - top) * value / most;
  }

  private static void append(StringBuilder to, String format, Object... arguments) {
    to.append(String.format(Locale.ROOT, format, arguments));
  }
}
