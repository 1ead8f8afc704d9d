package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import workshop.NotDone;

/** A main of phase 3 in which one exercise is not done; its argument says where that comes up. */
final class UnfinishedMain implements FrameReceiver, Program.Body {
  private static final String CHAPTER = "docs/phase3-ipv4.md";

  private final String where;
  private int frames;
  private int batches;

  private UnfinishedMain(String where) {
    this.where = where;
  }

  public static void main(String[] arguments) {
    Program.start(3, "is not done.", new String[0], new UnfinishedMain(arguments[0]));
  }

  @Override
  public void run(Options options, Link link, BooleanSupplier running) throws IOException {
    setUp();
    Program.log("Ready");
    Program.loop(link, this, running);
  }

  @Override
  public void showWithoutLink() {
    if (where.equals("without anything")) {
      throw new NotDone("3.0", CHAPTER);
    }
    Program.log("to see all the same");
  }

  private void setUp() {
    if (where.startsWith("without")) {
      throw new NotDone("3.1", CHAPTER);
    } else if (where.equals("set-up")) {
      NotDone.soFar("3.2", CHAPTER);
    }
  }

  @Override
  public void receive(ByteBuffer frame) {
    Program.log("frame %d", ++frames);
    if (where.equals("frame")) {
      throw new NotDone("3.3", CHAPTER);
    }
  }

  @Override
  public long endOfBatch() {
    Program.log("batch %d", ++batches);
    if (where.equals("batch")) {
      throw new NotDone("3.4", CHAPTER);
    }
    return NEVER;
  }
}
