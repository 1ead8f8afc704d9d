package workshop.live;

import java.util.Locale;
import workshop.echo.Receiver;
import workshop.echo.Sender;
import workshop.reliability.SenderFigures;

/**
 * The news for one page, as JSON. The page remembers the earlier messages. If it reads slowly, it
 * gets the latest state of each connection, and the number of frames that were left out.
 *
 * <p>Times are in microseconds on the loop's clock.
 */
final class LiveMessage {
  /** The most frames in one message: a browser cannot draw more. */
  private static final int MOST_FRAMES = 120;

  private static final int MOST_SAMPLES = 400;
  private static final int MICROSECOND = 1000;

  private final Stage stage;
  private final WireControl control;
  private final HeldFrames held;
  private final Pauses pauses;
  private long generation = -1;
  private long version;
  private long frame;
  private long sample;

  /** For a page that knows nothing yet. */
  LiveMessage(Stage stage, WireControl control, HeldFrames held, Pauses pauses) {
    this.stage = stage;
    this.control = control;
    this.held = held;
    this.pauses = pauses;
  }

  /** All that is new. */
  String next(long now, int ownPort) {
    Json json = new Json().object();
    json.name("time").value(now / MICROSECOND);
    boolean fresh = generation != stage.generation();
    json.name("fresh").value(fresh);
    if (fresh) {
      generation = stage.generation();
      version = 0;
      frame = stage.frames().oldest();
      sample = stage.samples().oldest();
    }
    json.name("notShown").value(stage.notShown(ownPort));
    json.name("left").value(skip());
    wire(json);
    connections(json);
    frames(json);
    samples(json);
    return json.endObject().toString();
  }

  /** Skips frames if there are too many. Returns how many were left out. */
  private long skip() {
    long from = Math.max(stage.frames().oldest(), stage.frames().next() - MOST_FRAMES);
    long left = Math.max(0, from - frame);
    frame += left;
    long oldest = Math.max(stage.samples().oldest(), stage.samples().next() - MOST_SAMPLES);
    sample = Math.max(sample, oldest);
    return left;
  }

  private void wire(Json json) {
    json.name("wire").object();
    json.name("loss").value(Math.round(100 * control.loss()));
    json.name("dataToLose").value(control.dataToLose());
    json.name("acksToLose").value(control.acksToLose());
    json.name("holdsNew").value(control.holdsNew());
    json.endObject();
  }

  private void connections(Json json) {
    json.name("names").list();
    for (LiveConnection each : stage.connections()) {
      json.value(each.name());
    }
    json.endList();
    json.name("connections").list();
    for (LiveConnection each : stage.connections()) {
      if (each.version() > version) {
        connection(json, each);
      }
    }
    json.endList();
    version = stage.version();
  }

  private void connection(Json json, LiveConnection each) {
    json.object();
    json.name("name").value(each.name());
    json.name("peer").value(each.id().toString());
    json.name("port").value(each.id().localPort());
    json.name("state").value(each.state().toString());
    json.name("end").value(each.end());
    json.name("paused").value(pauses.isPaused(each.id()));
    json.name("holds").value(control.holds(each.id()));
    json.name("held").value(held.count(each.id()));
    moves(json, each);
    if (each.connection() != null) {
      sender(json, each.connection().sender(), each.figures());
      receiver(json, each.connection().receiver());
    }
    json.endObject();
  }

  private static void moves(Json json, LiveConnection each) {
    json.name("moves").list();
    for (LiveConnection.Move move : each.moves()) {
      json.object();
      json.name("from").value(move.from().toString());
      json.name("to").value(move.to().toString());
      json.name("frame").value(move.frame());
      json.name("time").value(move.time() / MICROSECOND);
      json.endObject();
    }
    json.endList();
  }

  private static void sender(Json json, Sender sender, SenderFigures figures) {
    json.name("snd").object();
    json.name("una").unsigned(sender.unacknowledged().value());
    json.name("nxt").unsigned(sender.next().value());
    json.name("mss").value(sender.segmentSize());
    if (figures != null) {
      json.name("wnd").value(figures.sendWindow());
      figures(json, figures);
      json.name("srtt").value(figures.smoothedRtt() / MICROSECOND);
      json.name("acknowledged").value(figures.bytesAcknowledged());
      json.name("segments").value(figures.segments());
    }
    json.endObject();
  }

  /** The figures that the plots show, too. */
  private static void figures(Json json, SenderFigures figures) {
    json.name("cwnd").value(figures.congestionWindow());
    json.name("ssthresh").value(figures.slowStartThreshold());
    json.name("flight").value(figures.inFlight());
    json.name("rto").value(figures.retransmissionTimeout() / MICROSECOND);
    json.name("again").value(figures.retransmissions());
    json.name("timeouts").value(figures.timeouts());
    json.name("fast").value(figures.fastRetransmits());
  }

  private static void receiver(Json json, Receiver receiver) {
    json.name("rcv").object();
    json.name("nxt").unsigned(receiver.next().value());
    json.name("wnd").value(receiver.window());
    json.name("waiting").value(receiver.received().remaining());
    json.name("blocks").list();
    receiver.eachBlock(
        (from, end) -> json.list().unsigned(from.value()).unsigned(end.value()).endList());
    json.endList();
    json.endObject();
  }

  private void frames(Json json) {
    json.name("frames").list();
    for (; frame < stage.frames().next(); frame++) {
      SeenFrame seen = stage.frames().get(frame);
      json.object();
      json.name("number").value(seen.number());
      json.name("time").value(seen.time() / MICROSECOND);
      json.name("in").value(seen.incoming());
      json.name("size").value(seen.size());
      json.name("again").value(seen.again());
      json.name("fate").value(seen.fate().name().toLowerCase(Locale.ROOT));
      json.name("reason").value(seen.reason());
      json.name("start").hex(seen.start());
      json.endObject();
    }
    json.endList();
  }

  private void samples(Json json) {
    json.name("samples").list();
    for (; sample < stage.samples().next(); sample++) {
      Sample each = stage.samples().get(sample);
      json.object();
      json.name("connection").value(each.connection() + "-" + each.connection().localPort());
      json.name("time").value(each.time() / MICROSECOND);
      json.name("una").unsigned(each.una());
      json.name("nxt").unsigned(each.next());
      figures(json, each.figures());
      json.endObject();
    }
    json.endList();
  }
}
