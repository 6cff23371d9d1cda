package guide;

import jakarta.servlet.http.HttpSession;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A cart in the session, which is in the store. */
@SpringBootApplication
@RestController
public class Shop {
  public static void main(String[] args) {
    SpringApplication.run(Shop.class, args);
  }

  @GetMapping(path = "/", produces = "text/plain")
  String look(HttpSession session) {
    return "Cart: " + cart(session) + "\n";
  }

  @PostMapping(path = "/", produces = "text/plain")
  String add(HttpSession session) {
    session.setAttribute("cart", cart(session) + 1);
    return look(session);
  }

  private static int cart(HttpSession session) {
    return session.getAttribute("cart") instanceof Integer cart ? cart : 0;
  }
}
