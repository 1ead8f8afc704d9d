package workshop.browser;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The system's Chromium without a window, in the network namespace of the thread that starts it.
 * Nothing is downloaded: where there is none, the test is skipped, or fails if it is required.
 */
final class Browser implements AutoCloseable {
  private static final Logger QUIET = Logger.getLogger("org.openqa.selenium");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FOUR_OH_THREE = "403 (Forbidden)";

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it. */
  static Browser start() {
    QUIET.setLevel(Level.SEVERE);
    Path program = find("chromium", "chromium-browser", "google-chrome");
    Path driver = find("chromedriver");
    if (program == null || driver == null) {
      String missing = "there is no Chromium with its chromedriver here";
      if ("required".equals(System.getProperty("integration"))) {
        Assertions.fail("integration tests are required, but " + missing);
      }
      Assumptions.abort(missing);
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-proxy-server",
        "--disable-background-networking",
        "--hide-scrollbars");
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Path find(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /** A screen of this size, in CSS pixels. */
  void screen(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** A user who likes it "light" or "dark". */
  void prefers(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void open(String address) {
    driver.get(address);
  }

  void click(String id) {
    driver.findElement(By.id(id)).click();
  }

  /** The text of an element, as people see it. */
  String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  /** How many elements there are of this kind. */
  int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  WebElement first(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** What a piece of JavaScript gives. */
  Object run(String script) {
    return driver.executeScript(script);
  }

  /** Waits until an element has this text in it, and fails if that takes too long. */
  void awaitText(String selector, String text) {
    await(
        selector + " with \"" + text + '"',
        "return [...document.querySelectorAll(arguments[0])]"
            + ".some((element) => element.textContent.includes(arguments[1]))",
        selector,
        text);
  }

  /** Waits until there is an element of this kind. */
  void awaitElement(String selector) {
    await(selector, "return document.querySelector(arguments[0]) !== null", selector);
  }

  private void await(String what, String script, Object... arguments) {
    new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
        .withMessage(() -> what + ", on this page:\n" + text("body"))
        .until(ready -> (Boolean) driver.executeScript(script, arguments));
  }

  /** What axe finds that is serious or critical, in words. */
  List<String> barriers() {
    return new AxeBuilder()
        .analyze(driver).getViolations().stream()
            .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
            .map(Browser::words)
            .toList();
  }

  private static String words(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + " "
        + rule.getNodes().stream()
            .map(node -> node.getHtml() + " " + node.getFailureSummary())
            .toList();
  }

  /** What the console complains about. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains(FOUR_OH_THREE))
        .toList();
  }

  /** What there is to see, as a PNG. */
  byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
