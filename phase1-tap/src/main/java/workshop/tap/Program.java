package workshop.tap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import workshop.NotDone;

/**
 * What the main of every phase does around its loop. It reads the command line, opens the device,
 * sets up the kernel's side, and ends cleanly on Ctrl-C. It explains errors in words, and also says
 * which exercises are not done.
 */
public final class Program {

  /** The part that differs from phase to phase. */
  @FunctionalInterface
  public interface Body {
    /**
     * Works until the program has to end.
     *
     * @param running false as soon as the program has to end
     */
    void run(Options options, Link link, BooleanSupplier running)
        throws IOException, UsageException;

    /** Shows something even if the program cannot run, because an exercise is not done. */
    default void showWithoutLink() throws IOException {}
  }

  private static final int EXIT_ERROR = 1;
  private static final int EXIT_USAGE = 2;
  private static final int EXIT_NOT_DONE = 2;

  private final int phase;
  private final DeviceOpener opener;
  private volatile boolean running = true;
  private final CountDownLatch finished = new CountDownLatch(1);

  private Program(int phase, DeviceOpener opener) {
    this.phase = phase;
    this.opener = opener;
  }

  /**
   * Runs a phase, and ends the JVM if something is wrong.
   *
   * @param phase its number
   * @param what says what its main does, for {@code --help}
   */
  public static void start(int phase, String what, String[] arguments, Body body) {
    start(phase, what, MoreOptions.NONE, arguments, body);
  }

  /**
   * The same, for a phase with its own options.
   *
   * @param more takes these options, before the body runs
   */
  public static void start(
      int phase, String what, MoreOptions more, String[] arguments, Body body) {
    start(phase, what, more, TapDevice::open, arguments, body);
  }

  /**
   * The same, for another kind of device.
   *
   * @param opener opens it, after the options have been read
   */
  public static void start(
      int phase,
      String what,
      MoreOptions more,
      DeviceOpener opener,
      String[] arguments,
      Body body) {
    int exitCode = new Program(phase, opener).run(what, more, arguments, body);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private int run(String what, MoreOptions more, String[] arguments, Body body) {
    // Some languages have other digits. A program that reads our log would not find the port.
    Locale.setDefault(Locale.ROOT);
    Sudo.setNeeded(SudoCheck.isNeeded());
    try {
      Options options = Options.parse(more, arguments);
      if (options == null) {
        System.out.printf("Phase %d: %s%n", phase, what);
        System.out.print(Options.HELP + more.help());
        return 0;
      }
      // After Ctrl-C or SIGTERM, the JVM ends as soon as this thread has finished.
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
      return workOrTellWhatIsNotDone(options, body);
    } catch (UsageException e) {
      System.err.println(e.getMessage() + "\n--help shows the options.");
      return EXIT_USAGE;
    } catch (LinkageError e) {
      String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
      System.err.println(NativeTrouble.explain(e, system));
      return EXIT_ERROR;
    } catch (UncheckedIOException e) {
      System.err.println(e.getCause().getMessage());
      return EXIT_ERROR;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return EXIT_ERROR;
    } finally {
      finished.countDown();
    }
  }

  private int workOrTellWhatIsNotDone(Options options, Body body)
      throws IOException, UsageException {
    try {
      work(options, body);
      return 0;
    } catch (Exception | Error e) {
      NotDone notDone = NotDone.in(e);
      if (notDone == null) {
        throw e;
      }
      System.err.println(NotDoneTeller.explain(firstNotDone(body, notDone), phase));
      return EXIT_NOT_DONE;
    }
  }

  /**
   * Shows something without the device. If an exercise for this is missing, it is the first to do.
   */
  private static NotDone firstNotDone(Body body, NotDone notDone) throws IOException {
    try {
      body.showWithoutLink();
      return notDone;
    } catch (NotDone earlier) {
      return earlier;
    }
  }

  private void work(Options options, Body body) throws IOException, UsageException {
    try (Device device = openDevice(options.device())) {
      log("Device %s opened", device.name());
      KernelSide.configure(device.name(), options.kernel());
      log("Kernel side %s, this stack %s", options.kernel(), options.address());
      NotDone.goOnTelling(new NotDoneTeller(phase, System.err));
      if (options.pcap() == null) {
        body.run(options, device, () -> running);
      } else {
        try (Link link = new PcapLink(device, options.pcap())) {
          log("Writing all frames to %s", options.pcap());
          body.run(options, link, () -> running);
        }
      }
    } finally {
      NotDone.goOnNoLonger();
    }
  }

  private Device openDevice(String name) throws TapException {
    KernelSide.checkKind(name);
    return opener.open(new NativeLibC(), name);
  }

  /**
   * Runs the loop of a phase's main. If a frame or the end of a batch needs an exercise that is not
   * done, the program says so once, and the loop continues. The loop also ends when nobody reads
   * our output any more.
   */
  public static void loop(Link link, FrameReceiver receiver, BooleanSupplier running)
      throws IOException {
    Loop.run(link, new GoingOn(receiver), () -> running.getAsBoolean() && isRead());
  }

  /** Whether somebody reads our output. With "... | head -3", nobody does after three lines. */
  private static boolean isRead() {
    return !System.out.checkError();
  }

  private void stop() {
    running = false;
    try {
      finished.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints one line for the user, at once. */
  public static void log(String format, Object... arguments) {
    System.out.println(format.formatted(arguments));
    System.out.flush();
  }
}
