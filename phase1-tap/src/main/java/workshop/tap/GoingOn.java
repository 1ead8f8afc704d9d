package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;
import workshop.NotDone;

/** A receiver that continues when an exercise is not done: see {@link NotDone#goOn}. */
final class GoingOn implements FrameReceiver {
  private final FrameReceiver receiver;

  GoingOn(FrameReceiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public void startOfBatch(long now) {
    receiver.startOfBatch(now);
  }

  @Override
  public void receive(ByteBuffer frame) throws IOException {
    try {
      receiver.receive(frame);
    } catch (IOException | RuntimeException | Error e) {
      if (!goesOn(e)) {
        throw e;
      }
    }
  }

  @Override
  public long endOfBatch() throws IOException {
    try {
      return receiver.endOfBatch();
    } catch (IOException | RuntimeException | Error e) {
      if (!goesOn(e)) {
        throw e;
      }
      return NEVER;
    }
  }

  private static boolean goesOn(Throwable thrown) {
    NotDone notDone = NotDone.in(thrown);
    if (notDone == null) {
      return false;
    }
    notDone.goOn();
    return true;
  }
}
