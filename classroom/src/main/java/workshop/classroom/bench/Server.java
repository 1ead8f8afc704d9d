package workshop.classroom.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.Start;
import workshop.exercises.Problem;

/** An echo server in a process of its own, which the client can reach. */
final class Server {
  private static final int PORT = 8080;
  private static final int START_SECONDS = 30;
  private static final double TICKS_PER_SECOND = 100; // of /proc, on every Linux

  /** Processor time that a server has used so far, in seconds. */
  record Cpu(double user, double system) {
    Cpu minus(Cpu before) {
      return new Cpu(user - before.user, system - before.system);
    }
  }

  final String name;
  final InetSocketAddress address;
  private final Process process;

  private Server(String name, String address, Process process) {
    this.name = name;
    this.address = new InetSocketAddress(address, PORT);
    this.process = process;
  }

  /**
   * A stack of the workshop, on a TAP device of its own.
   *
   * @param command runs its main
   * @param number tells it from the others: 1, 2, and so on
   */
  static Server stack(String name, List<String> command, int number) throws IOException {
    String network = "192.168." + (100 + number) + ".";
    List<String> words = new ArrayList<>(command);
    words.add(1, "-XX:-UsePerfData");
    words.addAll(List.of("--device", "bench" + number, "--address", network + "2"));
    words.addAll(List.of("--kernel", network + "1/24", "--port", Integer.toString(PORT)));
    Process process = start(words, File.createTempFile("bench", ".log"));
    return new Server(name, network + "2", process).ready();
  }

  /**
   * The kernel's own TCP, in a namespace at the other end of a cable.
   *
   * @param offload whether the cable has segmentation offload
   * @return null if no such namespace can be made
   */
  static Server kernel(String name, boolean offload) throws IOException {
    if (!Answer.of("unshare", "--net", "true").isYes()) {
      return null;
    }
    String classes = System.getProperty("java.class.path");
    List<String> words =
        List.of("unshare", "--net", Start.java(), "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp");
    words = new ArrayList<>(words);
    words.addAll(List.of(classes, KernelEcho.class.getName(), Integer.toString(PORT)));
    Process process =
        new ProcessBuilder(words)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectInput(new File("/dev/null"))
            .start();
    BufferedReader said = process.inputReader();
    if (said.readLine() == null) {
      throw new Problem("The kernel's echo server has ended.\nIts output is above.");
    }
    cable(process.pid(), offload);
    return new Server(name, "192.168.99.2", process).ready();
  }

  private static void cable(long pid, boolean offload) {
    String there = Long.toString(pid);
    List<String> inside = List.of("nsenter", "--target", there, "--net");
    ip(
        List.of(), "link", "add", "kernel0", "type", "veth", "peer", "name", "kernel1", "netns",
        there);
    ip(List.of(), "addr", "add", "192.168.99.1/24", "dev", "kernel0");
    ip(inside, "addr", "add", "192.168.99.2/24", "dev", "kernel1");
    if (!offload && Answer.has("ethtool")) {
      withoutOffload(List.of(), "kernel0");
      withoutOffload(inside, "kernel1");
    } else if (!offload) {
      System.out.println(
          "(There is no ethtool: the kernel's own TCP keeps segmentation offload, ours has none.)");
    }
    ip(List.of(), "link", "set", "kernel0", "up");
    ip(inside, "link", "set", "kernel1", "up");
  }

  /** As on the TAP device, each frame is one segment, and has its checksum. */
  private static void withoutOffload(List<String> where, String device) {
    List<String> command = new ArrayList<>(where);
    command.addAll(List.of("ethtool", "-K", device, "tso", "off", "gso", "off", "gro", "off"));
    command.addAll(List.of("tx", "off", "rx", "off"));
    need(command);
  }

  private static void ip(List<String> where, String... words) {
    List<String> command = new ArrayList<>(where);
    command.add("ip");
    command.addAll(List.of(words));
    need(command);
  }

  private static void need(List<String> command) {
    Answer answer = Answer.of(command.toArray(new String[0]));
    if (!answer.isYes()) {
      throw new Problem(
          "This command fails here: %s\n./workshop doctor checks this machine."
              .formatted(String.join(" ", command)));
    }
  }

  private static Process start(List<String> command, File log) throws IOException {
    log.deleteOnExit();
    return new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  /** Tries until somebody answers. */
  private Server ready() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(address, 1000);
        return this;
      } catch (IOException e) {
        pause();
      }
    }
    end();
    throw new Problem(
        ("%s does not listen. Is an exercise not done?\n"
                + "Run it by hand, and read its output: ./workshop run")
            .formatted(name));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Cpu cpu() {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      // The second field, in brackets, may have anything in it.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return new Cpu(
          Long.parseLong(fields[11]) / TICKS_PER_SECOND,
          Long.parseLong(fields[12]) / TICKS_PER_SECOND);
    } catch (IOException e) {
      throw new Problem(name + " has ended.\nRun it by hand, and read its output: ./workshop run");
    }
  }

  void end() {
    process.destroy();
    try {
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
