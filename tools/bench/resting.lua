-- Each connection of wrk rests between an answer and its next request, as people do, though far shorter.
function delay()
  return math.random(50, 150)  -- ms
end
