package workshop.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import workshop.echo.Application;
import workshop.echo.TcpStream;
import workshop.tap.FrameReceiver;
import workshop.tcp.SequenceNumber;

/**
 * One connection of an HTTP client: a request, its answer, the next request. While a request is
 * answered, the next ones stay in TCP's buffer. If there are too many, TCP's window closes.
 */
final class HttpConnection implements Application, Places.Guest {
  private enum Mode {
    /** A request comes, or may come. */
    READING,
    /** A response goes out. */
    ANSWERING,
    /** Our side is closed. Bytes that still come are thrown away (RFC 9112 section 9.6). */
    LEAVING
  }

  /**
   * After this, other connections have their turn: a client may send a thousand requests at once.
   */
  private static final int STEPS_A_TURN = 32;

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Shared shared;
  private final Limits limits;
  private final LastWord lastWord;
  private TcpStream stream;
  private Mode mode = Mode.READING;
  private IncomingRequest incoming;

  /** The answer that goes out, or the last one that went out; null if there was none. */
  private Answer answer;

  private long deadline;
  private SequenceNumber lastUnacknowledged;
  private long lastProgress;

  /** A connection on which no byte has come yet. */
  HttpConnection(Shared shared) {
    this.shared = shared;
    limits = shared.limits();
    lastWord = new LastWord(limits);
    shared.places().take();
    awaitRequest();
  }

  private long now() {
    return shared.clock().now();
  }

  @Override
  public void progress(TcpStream stream) {
    if (this.stream == null) {
      this.stream = stream;
      if (mode == Mode.READING && shared.places().areTooFew()) {
        refuse(503, "too many connections; try again later");
      }
    }
    watchProgress();
    if (deadline <= now()) {
      timeIsUp();
    }
    int steps = 0;
    while (steps < STEPS_A_TURN && step()) {
      steps++;
    }
    // This time is over already: the next turn is in the next batch.
    stream.wakeAt(steps == STEPS_A_TURN ? now() : deadline);
  }

  private void watchProgress() {
    SequenceNumber unacknowledged = stream.unacknowledged();
    if (!unacknowledged.equals(lastUnacknowledged)) {
      lastUnacknowledged = unacknowledged;
      lastProgress = now();
    }
  }

  /** Does a part of the work; false if there is nothing to do at the moment. */
  private boolean step() {
    return switch (mode) {
      case READING -> read();
      case ANSWERING -> send();
      case LEAVING -> throwAway();
    };
  }

  private void timeIsUp() {
    if (mode == Mode.READING && !incoming.hasBegun()) {
      leave();
    } else if (mode == Mode.READING) {
      refuse(408, "the rest of the request has not come in time");
    } else {
      stream.abort();
    }
  }

  // --- A request comes.

  private void awaitRequest() {
    mode = Mode.READING;
    incoming = new IncomingRequest(limits, shared.bodies(), now());
    shared.places().setWaiting(this, true);
    deadline = incoming.deadline();
  }

  private boolean read() {
    ByteBuffer bytes = stream.received();
    int there = bytes.remaining();
    Request complete;
    try {
      complete = incoming.read(bytes, now());
    } catch (RefusedException e) {
      refuse(e.status(), e.getMessage());
      return true;
    } finally {
      stream.consume(there - bytes.remaining());
    }
    if (complete != null) {
      answer(complete);
      return true;
    }
    if (stream.atEnd()) {
      if (incoming.hasBegun()) {
        shared.observer().refused(stream.id(), 0, "closed in the middle of a request");
      }
      leave();
      return true;
    }
    if (incoming.hasBegun()) {
      shared.places().setWaiting(this, false);
    }
    if (incoming.takeContinue() && stream.write(ByteBuffer.wrap(CONTINUE)) < CONTINUE.length) {
      stream.abort(); // it has not even taken its earlier answers
    }
    deadline = incoming.deadline();
    return false;
  }

  // --- The answer goes out.

  private void answer(Request request) {
    Response response;
    boolean goesOn = request.isPersistent();
    try {
      response = shared.handler().handle(request);
    } catch (RuntimeException e) {
      shared.observer().failed(stream.id(), request, e);
      response = Response.error(500, "this server has made a mistake");
      goesOn = false;
    }
    start(request, response, goesOn);
  }

  /** Answers with an error, and closes: nobody knows where the next request would begin. */
  private void refuse(int status, String words) {
    shared.observer().refused(stream.id(), status, words);
    start(null, Response.error(status, words), false);
  }

  private void start(Request request, Response response, boolean goesOn) {
    shared.places().setWaiting(this, false);
    mode = Mode.ANSWERING;
    lastProgress = now();
    answer = new Answer(request, response, goesOn, shared.date().text(), stream::wake);
  }

  private boolean send() {
    try {
      switch (answer.writer().write(stream)) {
        case NO_ROOM -> deadline = lastProgress + limits.sendTime();
        case NOTHING_YET -> {
          lastProgress = now();
          deadline = FrameReceiver.NEVER;
        }
        default -> {
          answered();
          return true;
        }
      }
    } catch (IOException e) {
      shared.observer().failed(stream.id(), answer.request(), e);
      stream.abort();
    }
    return false;
  }

  private void answered() {
    answer.writer().close();
    incoming.release();
    if (answer.request() != null) {
      shared
          .observer()
          .answered(stream.id(), answer.request(), answer.status(), answer.writer().sent());
    }
    if (answer.isLast()) {
      leave();
    } else {
      awaitRequest();
    }
  }

  // --- The end.

  private void leave() {
    mode = Mode.LEAVING;
    shared.places().leave(this);
    lastProgress = now();
  }

  private boolean throwAway() {
    lastWord.throwAway(stream);
    deadline = lastWord.deadline(stream, lastProgress);
    return false;
  }

  @Override
  public long idleSince() {
    return switch (mode) {
      case READING -> incoming.hasBegun() ? FrameReceiver.NEVER : incoming.since();
      case ANSWERING -> FrameReceiver.NEVER;
      case LEAVING -> lastProgress;
    };
  }

  @Override
  public void giveWay() {
    leave();
    if (stream != null) {
      stream.wake();
    }
  }

  @Override
  public void closed(TcpStream stream) {
    end();
  }

  @Override
  public void aborted(TcpStream stream, String reason) {
    end();
  }

  private void end() {
    incoming.release();
    if (answer != null) {
      answer.writer().close();
    }
    if (mode != Mode.LEAVING) {
      mode = Mode.LEAVING;
      shared.places().leave(this);
    }
  }
}
