package workshop.classroom.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import workshop.classroom.machine.Answer;
import workshop.classroom.machine.Privileges;

/**
 * Makes a temporary device with the workshop's addresses, and looks for an answer from its other
 * end. This finds obstacles that the rules do not show.
 *
 * <p>Nobody can read from a TAP device with the JDK alone. So it is one of a pair (veth), and the
 * other one is in a network namespace of its own, where the kernel answers. The namespace and both
 * devices disappear when the standard input of its shell ends. That is when we end, at the latest.
 */
final class LiveTest {
  private static final int TIMEOUT_MILLIS = 2000;

  /** Any: nobody listens there, and "refused" is an answer. */
  private static final int PORT = 8080;

  /**
   * What came back.
   *
   * @param route how the kernel reaches the other end, in the words of {@code ip route get}
   * @param rightDevice whether that is through the temporary device
   * @param ping whether a ping was answered
   * @param tcp whether a SYN was answered
   */
  record Result(String route, boolean rightDevice, boolean ping, boolean tcp) {}

  private final String device;
  private final String kernel;
  private final String stack;

  /**
   * A test that has not run yet.
   *
   * @param device a name that is free
   * @param subnet the first three bytes of addresses that are free, for instance 192.168.100
   */
  LiveTest(String device, String subnet) {
    this.device = device;
    kernel = subnet + ".1/24";
    stack = subnet + ".2";
  }

  /** Runs it; empty if this user or this kernel cannot make such devices. */
  Optional<Result> run() {
    if (!Privileges.isNetworkAdmin()) {
      return Optional.empty();
    }
    for (List<String> way :
        List.of(
            List.of("unshare", "--net", "sh"),
            List.of("unshare", "--map-root-user", "--net", "sh"))) {
      Optional<Result> result = runThrough(way);
      if (result.isPresent()) {
        return result;
      }
    }
    return Optional.empty();
  }

  private Optional<Result> runThrough(List<String> way) {
    try {
      Process shell = new ProcessBuilder(way).redirectErrorStream(true).start();
      try (BufferedReader said = shell.inputReader(StandardCharsets.UTF_8);
          Writer typed = shell.outputWriter(StandardCharsets.UTF_8)) {
        boolean ready =
            isDone(typed, said, "ip link set lo up")
                && isYes("ip link add %s type veth peer name %s netns " + shell.pid())
                && isDone(typed, said, "ip addr add " + stack + "/24 dev " + device)
                && isDone(typed, said, "ip link set " + device + " up")
                && isYes("ip addr add " + kernel + " dev %s")
                && isYes("ip link set %s up");
        return ready ? Optional.of(look()) : Optional.empty();
      } finally {
        Answer.of("ip", "link", "delete", device);
        shell.destroy();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** In our network. */
  private boolean isYes(String command) {
    return Answer.of(command.replace("%s", device).split(" ")).isYes();
  }

  /** In the other one. */
  private static boolean isDone(Writer typed, BufferedReader said, String command)
      throws IOException {
    typed.write(command + " && echo done || echo failed\n");
    typed.flush();
    String line = said.readLine();
    while (line != null && !line.equals("done") && !line.equals("failed")) {
      line = said.readLine();
    }
    return "done".equals(line);
  }

  private Result look() throws IOException {
    String route = Answer.of("ip", "-4", "route", "get", stack).text();
    InetAddress address = InetAddress.getByName(stack);
    boolean right = (route + " ").contains(" dev " + device + " ");
    return new Result(
        route.lines().findFirst().orElse("").strip(), right, isReachable(address), answers());
  }

  private static boolean isReachable(InetAddress address) {
    try {
      return address.isReachable(TIMEOUT_MILLIS);
    } catch (IOException e) {
      return false; // a rule that refuses what goes out: "Operation not permitted"
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(stack, PORT), TIMEOUT_MILLIS);
      return true;
    } catch (ConnectException e) {
      return e.getMessage().contains("refused");
    } catch (IOException e) {
      return false;
    }
  }
}
