# Floats and attributes: bodies that draw each other.
class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx, vy, vz
        self.mass = mass

    def move(self, dt):
        self.x += dt * self.vx
        self.y += dt * self.vy
        self.z += dt * self.vz


def attract(a, b, dt):
    dx = a.x - b.x
    dy = a.y - b.y
    dz = a.z - b.z
    force = dt / (dx * dx + dy * dy + dz * dz) ** 1.5
    a.vx -= dx * b.mass * force
    a.vy -= dy * b.mass * force
    a.vz -= dz * b.mass * force
    b.vx += dx * a.mass * force
    b.vy += dy * a.mass * force
    b.vz += dz * a.mass * force


def run(bodies, n, dt):
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1:]]
    for _ in range(n):
        for a, b in pairs:
            attract(a, b, dt)
        for body in bodies:
            body.move(dt)


bodies = [
    Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.5),
    Body(4.8, -1.2, -0.1, 0.6, 2.8, -0.02, 0.038),
    Body(8.3, 4.1, -0.4, -1.0, 1.8, 0.01, 0.011),
    Body(12.9, -15.1, -0.2, 1.1, 0.9, -0.01, 0.0017),
    Body(15.4, -25.9, 0.2, 1.0, 0.6, -0.03, 0.002),
]
run(bodies, 30_000, 0.01)
print('%.9f %.9f' % (bodies[0].x, bodies[1].y))
