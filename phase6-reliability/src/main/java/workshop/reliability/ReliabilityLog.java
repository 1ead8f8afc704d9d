package workshop.reliability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import workshop.echo.ConnectionId;
import workshop.echo.EchoLog;
import workshop.echo.State;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.tcp.TcpSegment;

/** Logs the events of each connection, and at its end what it took to send. */
public class ReliabilityLog extends EchoLog implements ReliabilityObserver {
  /** A connection that has sent fewer segments has nothing to show. */
  private static final int INTERESTING = 20;

  private static final double MILLISECOND = 1e6;
  private static final double SECOND = 1e9;

  /** The most connections that have a picture at the same time; each takes some kilobytes. */
  private static final int MOST_CHARTS = 256;

  /** The state after one piece of work; it is kept only if it differs from before. */
  private record Sample(long time, int window, int threshold, boolean timeout) {
    boolean isLike(Sample other) {
      return window == other.window && threshold == other.threshold && timeout == other.timeout;
    }
  }

  /** The sending of one connection since it was established. */
  private final class Story {
    final long start;

    /** The first samples; null as soon as there is a chart, or it has turned out to get none. */
    List<Sample> samples = new ArrayList<>(2);

    Chart chart;
    Sample lastSample;
    Supplier<SenderFigures> source;
    SenderFigures last;
    long latest;
    long smallestRto = Long.MAX_VALUE;
    long largestRto;

    Story(long start) {
      this.start = start;
    }

    void add(Supplier<SenderFigures> source, long now) {
      this.source = source;
      SenderFigures figures = source.get();
      boolean timeout = figures.timeouts() > (last == null ? 0 : last.timeouts());
      Sample sample =
          new Sample(now, figures.congestionWindow(), figures.slowStartThreshold(), timeout);
      smallestRto = Math.min(smallestRto, figures.retransmissionTimeout());
      largestRto = Math.max(largestRto, figures.retransmissionTimeout());
      last = figures;
      latest = now;
      if (lastSample == null || !sample.isLike(lastSample)) {
        lastSample = sample;
        keep(sample);
      }
    }

    private void keep(Sample sample) {
      if (samples != null) {
        samples.add(sample);
        startChart();
      } else if (chart != null) {
        chart.add(sample.time(), sample.window(), sample.threshold(), sample.timeout());
      }
    }

    /** Most connections never need one. */
    private void startChart() {
      if (isInteresting()) {
        List<Sample> first = samples;
        samples = null;
        if (charts < MOST_CHARTS) {
          charts++;
          chart = new Chart(start);
          first.forEach(this::keep);
        }
      }
    }

    boolean isInteresting() {
      return last != null && last.segments() >= INTERESTING;
    }

    String tell(long end) {
      add(source, end); // the acknowledgment that ends it counts, too
      if (samples != null) {
        startChart();
      }
      if (chart != null) {
        chart.add(end, last.congestionWindow(), last.slowStartThreshold(), false);
      }
      double seconds = (end - start) / SECOND;
      return String.format(
              Locale.ROOT,
              """
                  bytes acknowledged %12d  in %.3f s: %.1f Mbit/s
                  segments sent      %12d
                  sent again         %12d  %.1f%%
                  time-outs          %12d
                  fast retransmits   %12d
                  RTO                %12.1f  to %.1f ms
                  SRTT               %12.1f  ms

              """,
              last.bytesAcknowledged(),
              seconds,
              8 * last.bytesAcknowledged() / seconds / 1e6,
              last.segments(),
              last.retransmissions(),
              100.0 * last.retransmissions() / last.segments(),
              last.timeouts(),
              last.fastRetransmits(),
              smallestRto / MILLISECOND,
              largestRto / MILLISECOND,
              last.smoothedRtt() / MILLISECOND)
          + (chart == null ? "" : chart.draw());
    }
  }

  private final LoopClock clock;
  private final Map<ConnectionId, Story> stories = new HashMap<>();
  private int charts;

  /** Null if the user wants no picture. */
  private RunPlot plot;

  /** How many SYN cookies the log has not reported yet, and when it may. */
  private long cookies;

  private long tellCookies = Long.MIN_VALUE;

  /**
   * A log without any events yet.
   *
   * @param trace whether to tell about every segment, the dropped ones too
   * @param clock the time, as the connections see it
   */
  public ReliabilityLog(boolean trace, LoopClock clock) {
    super(trace, clock);
    this.clock = clock;
  }

  /** Draws the events of this log into this picture, too. */
  void plot(RunPlot plot) {
    this.plot = plot;
  }

  @Override
  public void sent(Ipv4Address destination, TcpSegment segment) {
    super.sent(destination, segment);
    if (plot != null) {
      plot.sent(destination, segment, clock.now());
    }
  }

  @Override
  public void stateChanged(ConnectionId id, State from, State to) {
    super.stateChanged(id, from, to);
    switch (to) {
      case ESTABLISHED -> stories.put(id, new Story(clock.now()));
      case TIME_WAIT, CLOSED -> end(id, clock.now()); // also where it is aborted
      default -> {
        // It goes on.
      }
    }
  }

  private void end(ConnectionId id, long now) {
    Story story = stories.remove(id);
    if (story != null && story.chart != null) {
      charts--;
    }
    if (story != null && story.isInteresting()) {
      tell(id, "what it took to send:%n%s", story.tell(now));
    }
  }

  /**
   * At the end of the program, reports what it has not reported yet: on open connections, up to
   * their last work.
   */
  @Override
  public void endAll() {
    for (Map.Entry<ConnectionId, Story> open : List.copyOf(stories.entrySet())) {
      end(open.getKey(), open.getValue().latest);
    }
    tellCookies();
    super.endAll();
  }

  @Override
  public void cookieSent(ConnectionId id) {
    long now = clock.now();
    cookies++;
    if (now >= tellCookies) {
      tellCookies = now + (long) SECOND;
      tellCookies();
    }
  }

  private void tellCookies() {
    if (cookies > 0) {
      line("SYNs without room for them, answered with cookies: %d", cookies);
      cookies = 0;
    }
  }

  @Override
  public void unanswered(ConnectionId id) {
    tell(id, "no answer, however often it is sent; asking for the way again");
  }

  @Override
  public void worked(ConnectionId id, Supplier<SenderFigures> figures) {
    Story story = stories.get(id);
    if (story != null) {
      story.add(figures, clock.now());
    }
    if (plot != null) {
      plot.worked(id, figures, clock.now());
    }
  }
}
